/* SPDX-License-Identifier: BSD-3-Clause */
/* Locking where it takes more than a few instructions: by waiting, or because of the mutex's kind. */
#include <errno.h>
#include <limits.h>

#include "../wait.h"
#include "mutex.h"

/* A mutex that was not initialised by a call has a queue of zeros. */
static void prepare(struct mote_mutex *core)
{
	static struct mote_spinlock lock;
	unsigned long flags = mote_spin_lock_irqsave(&lock);

	if (!core->queue.waiters.next)
		mote_wait_queue_init(&core->queue, "a pthread mutex");
	mote_spin_unlock_irqrestore_nowake(&lock, flags);
}

int mote_pthread_mutex_wait(struct mote_mutex *core, const struct mote_pthread_timing *timing)
{
	uint64_t deadline;
	int error;

	prepare(core);
	for (;;) {
		error = mote_pthread_deadline(timing, &deadline);
		if (error)
			return error;
		switch (mote_mutex_lock_until(core, deadline)) {
		case MOTE_WAIT_WOKEN:
			return 0;
		case MOTE_WAIT_TIMED_OUT:
			return ETIMEDOUT;
		case MOTE_WAIT_INTERRUPTED:
			mote_posix_interrupted_never();
		}
	}
}

/*
 * Waits for a normal mutex that the calling thread has itself, as POSIX wants it: for ever, unless the handler
 * of a signal unlocks it.
 */
static int wait_for_oneself(struct mote_mutex *core, const struct mote_pthread_timing *timing)
{
	static struct mote_wait_queue queue =
		MOTE_WAIT_QUEUE_INIT(queue, "a pthread mutex that it has itself");
	static struct mote_spinlock lock;
	enum mote_wait_result result;
	unsigned long flags;
	uint64_t deadline;
	int error;

	while (mote_mutex_owner(core) == mote_thread_self()) {
		error = mote_pthread_deadline(timing, &deadline);
		if (error)
			return error;
		flags = mote_spin_lock_irqsave(&lock);
		result = mote_wait_until(&queue, &lock, &flags, deadline);
		mote_spin_unlock_irqrestore(&lock, flags);
		if (result == MOTE_WAIT_TIMED_OUT)
			return ETIMEDOUT;
		mote_posix_interrupted_never();
	}
	return mote_pthread_mutex_wait(core, timing);
}

static int take(struct mote_mutex *core, struct mote_pthread *self,
		const struct mote_pthread_timing *timing)
{
	if (mote_mutex_owner(core) == self->thread)
		return wait_for_oneself(core, timing);
	if (mote_mutex_try_lock_as(core, self->thread))
		return 0;
	return mote_pthread_mutex_wait(core, timing);
}

int mote_pthread_mutex_lock(pthread_mutex_t *mutex, const struct mote_pthread_timing *timing)
{
	struct mote_pthread *self = mote_pthread_self();
	struct mote_mutex *core = mote_mutex_core(mutex);
	bool has_it = mote_mutex_owner(core) == self->thread;
	unsigned kind = mutex->__kind;
	int error;

	if (kind & MOTE_MUTEX_DESTROYED)
		return EINVAL;
	if (has_it && (kind & MOTE_MUTEX_TYPE) == PTHREAD_MUTEX_ERRORCHECK)
		return EDEADLK;
	if (has_it && (kind & MOTE_MUTEX_TYPE) == PTHREAD_MUTEX_RECURSIVE) {
		if (mutex->__depth == UINT_MAX)
			return EAGAIN;
		mutex->__depth++;
		return 0;
	}
	if (kind & MOTE_MUTEX_PROTECT) {
		error = mote_pthread_ceiling_raise(mutex, self);
		if (error)
			return error;
	}
	error = take(core, self, timing);
	if (error) {
		if (kind & MOTE_MUTEX_PROTECT)
			mote_pthread_ceiling_settle(self);
		return error;
	}
	return mote_pthread_mutex_taken(mutex, self);
}

int mote_pthread_mutex_taken(pthread_mutex_t *mutex, struct mote_pthread *self)
{
	unsigned kind = mutex->__kind;

	if (kind & (MOTE_MUTEX_PROTECT | MOTE_MUTEX_ROBUST))
		mote_list_append(&self->held, mote_mutex_held(mutex));
	if (!(kind & MOTE_MUTEX_ROBUST)) {
		self->locks++;
		return 0;
	}
	if (mutex->__state == MOTE_MUTEX_CONSISTENT)
		return 0;
	if (mutex->__state == MOTE_MUTEX_NOT_RECOVERABLE) {
		mote_pthread_mutex_give_up(mutex, self);
		return ENOTRECOVERABLE;
	}
	mutex->__state = MOTE_MUTEX_INCONSISTENT;
	return EOWNERDEAD;
}

void mote_pthread_mutex_give_up(pthread_mutex_t *mutex, struct mote_pthread *self)
{
	unsigned kind = mutex->__kind;

	if (kind & (MOTE_MUTEX_PROTECT | MOTE_MUTEX_ROBUST))
		mote_list_remove(mote_mutex_held(mutex));
	if (!(kind & MOTE_MUTEX_ROBUST))
		self->locks--;
	mutex->__depth = 0;
	/* From here on it is another's, which may destroy it. */
	mote_mutex_unlock(mote_mutex_core(mutex));
	if (kind & MOTE_MUTEX_PROTECT)
		mote_pthread_ceiling_settle(self);
}
