/* SPDX-License-Identifier: BSD-3-Clause */
#include <errno.h>

#include "attribute.h"

int pthread_mutexattr_init(pthread_mutexattr_t *attr)
{
	*attr = (pthread_mutexattr_t){
		.__valid = MOTE_PTHREAD_VALID,
		.__ceiling = MOTE_PRIORITY_HIGHEST,
	};
	return 0;
}

int pthread_mutexattr_destroy(pthread_mutexattr_t *attr)
{
	if (!MOTE_PTHREAD_IS_VALID(attr))
		return EINVAL;
	attr->__valid = 0;
	return 0;
}

int pthread_mutexattr_settype(pthread_mutexattr_t *attr, int type)
{
	if (!MOTE_PTHREAD_IS_VALID(attr) || type < PTHREAD_MUTEX_NORMAL ||
	    type > PTHREAD_MUTEX_ERRORCHECK)
		return EINVAL;
	attr->__type = type;
	return 0;
}

int pthread_mutexattr_gettype(const pthread_mutexattr_t *restrict attr, int *restrict type)
{
	if (!MOTE_PTHREAD_IS_VALID(attr))
		return EINVAL;
	*type = attr->__type;
	return 0;
}

int pthread_mutexattr_setprotocol(pthread_mutexattr_t *attr, int protocol)
{
	if (!MOTE_PTHREAD_IS_VALID(attr))
		return EINVAL;
	if (protocol < PTHREAD_PRIO_NONE || protocol > PTHREAD_PRIO_PROTECT)
		return ENOTSUP;
	attr->__protocol = protocol;
	return 0;
}

int pthread_mutexattr_getprotocol(const pthread_mutexattr_t *restrict attr, int *restrict protocol)
{
	if (!MOTE_PTHREAD_IS_VALID(attr))
		return EINVAL;
	*protocol = attr->__protocol;
	return 0;
}

int pthread_mutexattr_setprioceiling(pthread_mutexattr_t *attr, int ceiling)
{
	if (!MOTE_PTHREAD_IS_VALID(attr) || ceiling < MOTE_PRIORITY_LOWEST ||
	    ceiling > MOTE_PRIORITY_HIGHEST)
		return EINVAL;
	attr->__ceiling = ceiling;
	return 0;
}

int pthread_mutexattr_getprioceiling(const pthread_mutexattr_t *restrict attr,
				     int *restrict ceiling)
{
	if (!MOTE_PTHREAD_IS_VALID(attr))
		return EINVAL;
	*ceiling = attr->__ceiling;
	return 0;
}

int pthread_mutexattr_setpshared(pthread_mutexattr_t *attr, int shared)
{
	if (!MOTE_PTHREAD_IS_VALID(attr) ||
	    (shared != PTHREAD_PROCESS_PRIVATE && shared != PTHREAD_PROCESS_SHARED))
		return EINVAL;
	attr->__is_shared = shared;
	return 0;
}

int pthread_mutexattr_getpshared(const pthread_mutexattr_t *restrict attr, int *restrict shared)
{
	if (!MOTE_PTHREAD_IS_VALID(attr))
		return EINVAL;
	*shared = attr->__is_shared;
	return 0;
}
