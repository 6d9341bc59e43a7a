/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Spin locks. On one processor who spins keeps the owner from running, and for ever if its priority is higher:
 * so a thread waits instead, and the owner inherits its priority.
 */
#include <errno.h>

#include "attribute.h"
#include "mutex.h"

static struct mote_mutex *core_of(pthread_spinlock_t *lock)
{
	return (struct mote_mutex *)lock->__core;
}

int pthread_spin_init(pthread_spinlock_t *lock, int shared)
{
	if (shared != PTHREAD_PROCESS_PRIVATE && shared != PTHREAD_PROCESS_SHARED)
		return EINVAL;
	lock->__valid = MOTE_PTHREAD_VALID;
	mote_mutex_init(core_of(lock));
	core_of(lock)->queue.name = "a pthread spin lock";
	return 0;
}

int pthread_spin_destroy(pthread_spinlock_t *lock)
{
	if (!MOTE_PTHREAD_IS_VALID(lock))
		return EINVAL;
	if (mote_mutex_owner(core_of(lock)))
		return EBUSY;
	lock->__valid = 0;
	return 0;
}

int pthread_spin_lock(pthread_spinlock_t *lock)
{
	struct mote_pthread *self = mote_pthread_self();

	if (!MOTE_PTHREAD_IS_VALID(lock))
		return EINVAL;
	if (!mote_mutex_try_lock_as(core_of(lock), self->thread)) {
		if (mote_mutex_owner(core_of(lock)) == self->thread)
			return EDEADLK;
		mote_pthread_mutex_wait(core_of(lock), NULL);
	}
	self->locks++;
	return 0;
}

int pthread_spin_trylock(pthread_spinlock_t *lock)
{
	struct mote_pthread *self = mote_pthread_self();

	if (!MOTE_PTHREAD_IS_VALID(lock))
		return EINVAL;
	if (!mote_mutex_try_lock_as(core_of(lock), self->thread))
		return EBUSY;
	self->locks++;
	return 0;
}

int pthread_spin_unlock(pthread_spinlock_t *lock)
{
	struct mote_pthread *self = mote_pthread_self();

	if (!MOTE_PTHREAD_IS_VALID(lock))
		return EINVAL;
	if (mote_mutex_owner(core_of(lock)) != self->thread)
		return EPERM;
	self->locks--;
	mote_mutex_unlock(core_of(lock));
	return 0;
}
