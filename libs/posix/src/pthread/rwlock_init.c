/* SPDX-License-Identifier: BSD-3-Clause */
#include <errno.h>

#include "attribute.h"
#include "rwlock.h"

int pthread_rwlock_init(pthread_rwlock_t *restrict rwlock,
			const pthread_rwlockattr_t *restrict attr)
{
	if (attr && attr->__valid != MOTE_PTHREAD_VALID)
		return EINVAL;
	*rwlock = (pthread_rwlock_t)PTHREAD_RWLOCK_INITIALIZER;
	return 0;
}

/* Whoever waits for it waits for one who has it. */
int pthread_rwlock_destroy(pthread_rwlock_t *rwlock)
{
	return rwlock->__writer || rwlock->__readers ? EBUSY : 0;
}

int pthread_rwlockattr_init(pthread_rwlockattr_t *attr)
{
	*attr = (pthread_rwlockattr_t){.__valid = MOTE_PTHREAD_VALID};
	return 0;
}

int pthread_rwlockattr_destroy(pthread_rwlockattr_t *attr)
{
	if (!MOTE_PTHREAD_IS_VALID(attr))
		return EINVAL;
	attr->__valid = 0;
	return 0;
}

int pthread_rwlockattr_setpshared(pthread_rwlockattr_t *attr, int shared)
{
	if (!MOTE_PTHREAD_IS_VALID(attr) ||
	    (shared != PTHREAD_PROCESS_PRIVATE && shared != PTHREAD_PROCESS_SHARED))
		return EINVAL;
	attr->__is_shared = shared;
	return 0;
}

int pthread_rwlockattr_getpshared(const pthread_rwlockattr_t *restrict attr, int *restrict shared)
{
	if (!MOTE_PTHREAD_IS_VALID(attr))
		return EINVAL;
	*shared = attr->__is_shared;
	return 0;
}
