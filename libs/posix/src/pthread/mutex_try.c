/* SPDX-License-Identifier: BSD-3-Clause */
#include <errno.h>
#include <limits.h>

#include "mutex.h"

/* SELF, which has MUTEX, tries to lock it once more. */
static int try_again(pthread_mutex_t *mutex)
{
	if ((mutex->__kind & MOTE_MUTEX_TYPE) != PTHREAD_MUTEX_RECURSIVE)
		return EBUSY;
	if (mutex->__depth == UINT_MAX)
		return EAGAIN;
	mutex->__depth++;
	return 0;
}

int pthread_mutex_trylock(pthread_mutex_t *mutex)
{
	struct mote_pthread *self = mote_pthread_self();
	struct mote_mutex *core = mote_mutex_core(mutex);
	unsigned kind = mutex->__kind;

	if (kind & MOTE_MUTEX_DESTROYED)
		return EINVAL;
	if (mote_mutex_owner(core) == self->thread)
		return try_again(mutex);
	if (kind & MOTE_MUTEX_PROTECT && mote_pthread_ceiling_raise(mutex, self) != 0)
		return EINVAL;
	if (mote_mutex_try_lock_as(core, self->thread))
		return mote_pthread_mutex_taken(mutex, self);
	if (kind & MOTE_MUTEX_PROTECT)
		mote_pthread_ceiling_settle(self);
	return EBUSY;
}
