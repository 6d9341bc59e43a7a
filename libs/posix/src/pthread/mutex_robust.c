/* SPDX-License-Identifier: BSD-3-Clause */
/* Robust mutexes: who locks one next after its owner has ended with it is told so. */
#include <errno.h>

#include "attribute.h"
#include "mutex.h"

/* Unlocks the robust ones of what SELF, which ends, has. */
static void abandon(struct mote_pthread *self)
{
	struct mote_list *link = self->held.next;

	while (link != &self->held) {
		pthread_mutex_t *mutex = MOTE_CONTAINER_OF(link, pthread_mutex_t, __held);

		link = link->next;
		if (!(mutex->__kind & MOTE_MUTEX_ROBUST))
			continue;
		if (mutex->__state != MOTE_MUTEX_NOT_RECOVERABLE)
			mutex->__state = MOTE_MUTEX_OWNER_DIED;
		mote_pthread_mutex_give_up(mutex, self);
	}
}

int pthread_mutexattr_setrobust(pthread_mutexattr_t *attr, int robust)
{
	if (!MOTE_PTHREAD_IS_VALID(attr) ||
	    (robust != PTHREAD_MUTEX_STALLED && robust != PTHREAD_MUTEX_ROBUST))
		return EINVAL;
	attr->__is_robust = robust == PTHREAD_MUTEX_ROBUST;
	mote_pthread_robust_hook = abandon;
	return 0;
}

int pthread_mutexattr_getrobust(const pthread_mutexattr_t *restrict attr, int *restrict robust)
{
	if (!MOTE_PTHREAD_IS_VALID(attr))
		return EINVAL;
	*robust = attr->__is_robust ? PTHREAD_MUTEX_ROBUST : PTHREAD_MUTEX_STALLED;
	return 0;
}

int pthread_mutex_consistent(pthread_mutex_t *mutex)
{
	if (!(mutex->__kind & MOTE_MUTEX_ROBUST) || mutex->__state != MOTE_MUTEX_INCONSISTENT ||
	    mote_mutex_owner(mote_mutex_core(mutex)) != mote_thread_self())
		return EINVAL;
	mutex->__state = MOTE_MUTEX_CONSISTENT;
	return 0;
}
