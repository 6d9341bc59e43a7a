/* SPDX-License-Identifier: BSD-3-Clause */
#include <errno.h>

#include "attribute.h"
#include "mutex.h"

static unsigned kind_of(const pthread_mutexattr_t *attr)
{
	unsigned kind = attr->__type;

	if (attr->__protocol == PTHREAD_PRIO_PROTECT)
		kind |= MOTE_MUTEX_PROTECT;
	if (attr->__is_robust)
		kind |= MOTE_MUTEX_ROBUST;
	return kind;
}

int pthread_mutex_init(pthread_mutex_t *restrict mutex, const pthread_mutexattr_t *restrict attr)
{
	if (attr && attr->__valid != MOTE_PTHREAD_VALID)
		return EINVAL;
	*mutex = (pthread_mutex_t)PTHREAD_MUTEX_INITIALIZER;
	if (attr) {
		mutex->__kind = kind_of(attr);
		mutex->__ceiling = attr->__ceiling;
	}
	return 0;
}

int pthread_mutex_destroy(pthread_mutex_t *mutex)
{
	if (mutex->__kind & MOTE_MUTEX_DESTROYED)
		return EINVAL;
	if (mote_mutex_owner(mote_mutex_core(mutex)))
		return EBUSY;
	mutex->__kind = MOTE_MUTEX_DESTROYED;
	return 0;
}
