/* SPDX-License-Identifier: BSD-3-Clause */
#include <errno.h>

#include "attribute.h"

int pthread_attr_init(pthread_attr_t *attr)
{
	*attr = (pthread_attr_t){.__valid = MOTE_PTHREAD_VALID};
	return 0;
}

int pthread_attr_destroy(pthread_attr_t *attr)
{
	if (!MOTE_PTHREAD_IS_VALID(attr))
		return EINVAL;
	attr->__valid = 0;
	return 0;
}

int pthread_attr_setdetachstate(pthread_attr_t *attr, int state)
{
	if (!MOTE_PTHREAD_IS_VALID(attr) ||
	    (state != PTHREAD_CREATE_JOINABLE && state != PTHREAD_CREATE_DETACHED))
		return EINVAL;
	attr->__is_detached = state == PTHREAD_CREATE_DETACHED;
	return 0;
}

int pthread_attr_getdetachstate(const pthread_attr_t *attr, int *state)
{
	if (!MOTE_PTHREAD_IS_VALID(attr))
		return EINVAL;
	*state = attr->__is_detached ? PTHREAD_CREATE_DETACHED : PTHREAD_CREATE_JOINABLE;
	return 0;
}

/* All threads compete with all others. */
int pthread_attr_setscope(pthread_attr_t *attr, int scope)
{
	if (!MOTE_PTHREAD_IS_VALID(attr))
		return EINVAL;
	if (scope == PTHREAD_SCOPE_PROCESS)
		return ENOTSUP;
	return scope == PTHREAD_SCOPE_SYSTEM ? 0 : EINVAL;
}

int pthread_attr_getscope(const pthread_attr_t *restrict attr, int *restrict scope)
{
	if (!MOTE_PTHREAD_IS_VALID(attr))
		return EINVAL;
	*scope = PTHREAD_SCOPE_SYSTEM;
	return 0;
}
