/* SPDX-License-Identifier: BSD-3-Clause */
#include <errno.h>

#include "attribute.h"

int pthread_barrierattr_init(pthread_barrierattr_t *attr)
{
	*attr = (pthread_barrierattr_t){.__valid = MOTE_PTHREAD_VALID};
	return 0;
}

int pthread_barrierattr_destroy(pthread_barrierattr_t *attr)
{
	if (!MOTE_PTHREAD_IS_VALID(attr))
		return EINVAL;
	attr->__valid = 0;
	return 0;
}

int pthread_barrierattr_setpshared(pthread_barrierattr_t *attr, int shared)
{
	if (!MOTE_PTHREAD_IS_VALID(attr) ||
	    (shared != PTHREAD_PROCESS_PRIVATE && shared != PTHREAD_PROCESS_SHARED))
		return EINVAL;
	attr->__is_shared = shared;
	return 0;
}

int pthread_barrierattr_getpshared(const pthread_barrierattr_t *restrict attr, int *restrict shared)
{
	if (!MOTE_PTHREAD_IS_VALID(attr))
		return EINVAL;
	*shared = attr->__is_shared;
	return 0;
}
