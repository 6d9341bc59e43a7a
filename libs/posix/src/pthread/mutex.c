/* SPDX-License-Identifier: BSD-3-Clause */
#include "mutex.h"

#include <errno.h>
#include <mote/compiler.h>
#include <mote/panic.h>

/* Whether SELF, which may be NULL as the thread isn't known yet, got MUTEX by the few instructions. */
static inline MOTE_ALWAYS_INLINE bool lock_quickly(pthread_mutex_t *mutex)
{
	struct mote_thread *self = mote_pthread.thread;

	if (mutex->__kind || !self || !mote_mutex_try_lock_as(mote_mutex_core(mutex), self))
		return false;
	mote_pthread.locks++;
	return true;
}

int pthread_mutex_lock(pthread_mutex_t *mutex)
{
	return lock_quickly(mutex) ? 0 : mote_pthread_mutex_lock(mutex, NULL);
}

static MOTE_NOINLINE int unlock_slowly(pthread_mutex_t *mutex)
{
	struct mote_pthread *self = mote_pthread_self();

	if (mote_mutex_owner(mote_mutex_core(mutex)) != self->thread)
		return mote_pthread_mutex_misused(mutex, self);
	if (mutex->__depth) {
		mutex->__depth--;
		return 0;
	}
	if (mutex->__state == MOTE_MUTEX_INCONSISTENT)
		mutex->__state = MOTE_MUTEX_NOT_RECOVERABLE;
	mote_pthread_mutex_give_up(mutex, self);
	return 0;
}

int pthread_mutex_unlock(pthread_mutex_t *mutex)
{
	struct mote_thread *self = mote_pthread.thread;

	if (mutex->__kind || !self || !mote_mutex_try_unlock_as(mote_mutex_core(mutex), self))
		return unlock_slowly(mutex);
	mote_pthread.locks--;
	return 0;
}

int mote_pthread_mutex_misused(const pthread_mutex_t *mutex, const struct mote_pthread *self)
{
	const struct mote_thread *owner = mote_mutex_owner(mote_mutex_core(mutex));

	if (mutex->__kind)
		return EPERM;
	mote_panic("pthread mutex %p: thread %s unlocks it, and %s%s has it", (const void *)mutex,
		   mote_thread_name(self->thread), owner ? "thread " : "nobody",
		   owner ? mote_thread_name(owner) : "");
}
