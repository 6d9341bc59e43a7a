/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Ceilings of priority: who has such a mutex runs at its ceiling at least, from the moment that it tries to
 * lock it, so that nobody else who may lock it can come in between.
 */
#include <errno.h>

#include "mutex.h"

/* The highest ceiling among the mutexes that SELF has, but at least FLOOR. */
static unsigned floor_of(const struct mote_pthread *self, unsigned floor)
{
	struct mote_list *link;

	MOTE_LIST_FOREACH(link, &self->held) {
		const pthread_mutex_t *mutex = MOTE_CONTAINER_OF(link, pthread_mutex_t, __held);

		if (mutex->__kind & MOTE_MUTEX_PROTECT && mutex->__ceiling > floor)
			floor = mutex->__ceiling;
	}
	return floor;
}

int mote_pthread_ceiling_raise(const pthread_mutex_t *mutex, struct mote_pthread *self)
{
	if (mote_thread_priority(self->thread) > mutex->__ceiling)
		return EINVAL;
	mote_thread_set_priority_floor(self->thread, floor_of(self, mutex->__ceiling));
	return 0;
}

void mote_pthread_ceiling_settle(struct mote_pthread *self)
{
	mote_thread_set_priority_floor(self->thread, floor_of(self, 0));
}

int pthread_mutex_getprioceiling(const pthread_mutex_t *restrict mutex, int *restrict ceiling)
{
	if (!(mutex->__kind & MOTE_MUTEX_PROTECT))
		return EINVAL;
	*ceiling = mutex->__ceiling;
	return 0;
}

int pthread_mutex_setprioceiling(pthread_mutex_t *restrict mutex, int ceiling, int *restrict old)
{
	struct mote_pthread *self = mote_pthread_self();
	struct mote_mutex *core = mote_mutex_core(mutex);
	bool has_it = mote_mutex_owner(core) == self->thread;
	int error;

	if (!(mutex->__kind & MOTE_MUTEX_PROTECT) || ceiling < MOTE_PRIORITY_LOWEST ||
	    ceiling > MOTE_PRIORITY_HIGHEST)
		return EINVAL;
	/* The ceiling that is about to change does not concern who locks it for that. */
	if (!has_it && !mote_mutex_try_lock_as(core, self->thread)) {
		error = mote_pthread_mutex_wait(core, NULL);
		if (error)
			return error;
	}
	if (old)
		*old = mutex->__ceiling;
	mutex->__ceiling = ceiling;
	if (has_it)
		mote_pthread_ceiling_settle(self);
	else
		mote_mutex_unlock(core);
	return 0;
}
