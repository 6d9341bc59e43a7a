/* SPDX-License-Identifier: BSD-3-Clause */
#include <errno.h>

#include "attribute.h"

int pthread_condattr_init(pthread_condattr_t *attr)
{
	*attr = (pthread_condattr_t){
		.__valid = MOTE_PTHREAD_VALID,
		.__clock = CLOCK_REALTIME,
	};
	return 0;
}

int pthread_condattr_destroy(pthread_condattr_t *attr)
{
	if (!MOTE_PTHREAD_IS_VALID(attr))
		return EINVAL;
	attr->__valid = 0;
	return 0;
}

int pthread_condattr_setclock(pthread_condattr_t *attr, clockid_t clock)
{
	if (!MOTE_PTHREAD_IS_VALID(attr) || (clock != CLOCK_REALTIME && clock != CLOCK_MONOTONIC))
		return EINVAL;
	attr->__clock = (int)clock;
	return 0;
}

int pthread_condattr_getclock(const pthread_condattr_t *restrict attr, clockid_t *restrict clock)
{
	if (!MOTE_PTHREAD_IS_VALID(attr))
		return EINVAL;
	*clock = attr->__clock;
	return 0;
}

int pthread_condattr_setpshared(pthread_condattr_t *attr, int shared)
{
	if (!MOTE_PTHREAD_IS_VALID(attr) ||
	    (shared != PTHREAD_PROCESS_PRIVATE && shared != PTHREAD_PROCESS_SHARED))
		return EINVAL;
	attr->__is_shared = shared;
	return 0;
}

int pthread_condattr_getpshared(const pthread_condattr_t *restrict attr, int *restrict shared)
{
	if (!MOTE_PTHREAD_IS_VALID(attr))
		return EINVAL;
	*shared = attr->__is_shared;
	return 0;
}
