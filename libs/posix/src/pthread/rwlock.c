/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Read-write locks. Who unlocks one hands it on: to the first writer where no reader of a higher priority
 * waits, else to the readers that come before that writer. A reader that comes waits behind writers of its own
 * or a higher priority, so that they don't starve; but one that has a read lock already doesn't, as a writer
 * may wait for that very one.
 */
#include "rwlock.h"

#include <errno.h>
#include <limits.h>

#include "../wait.h"
#include "thread.h"

/* Guards all of them: whoever was handed one needs nothing of it to go on. */
static struct mote_spinlock rwlocks;

static struct mote_wait_queue *readers_of(pthread_rwlock_t *rwlock)
{
	return (struct mote_wait_queue *)rwlock->__waiting_readers;
}

static struct mote_wait_queue *writers_of(pthread_rwlock_t *rwlock)
{
	return (struct mote_wait_queue *)rwlock->__waiting_writers;
}

/* One that was not initialised by a call has queues of zeros. */
static void prepare(pthread_rwlock_t *rwlock)
{
	if (readers_of(rwlock)->waiters.next)
		return;
	mote_wait_queue_init(readers_of(rwlock), "a read lock");
	mote_wait_queue_init(writers_of(rwlock), "a write lock");
}

/* Gives RWLOCK to whom it is due. */
static void hand_on(pthread_rwlock_t *rwlock)
{
	int writer = mote_wait_priority(writers_of(rwlock));

	if (rwlock->__writer)
		return;
	while (mote_wait_priority(readers_of(rwlock)) > writer) {
		mote_wake_one(readers_of(rwlock));
		rwlock->__readers++;
	}
	if (!rwlock->__readers)
		rwlock->__writer = mote_wake_one(writers_of(rwlock));
}

/* Returns 0 where SELF has got the read lock, EBUSY where it has to wait, EAGAIN, EDEADLK. */
static int try_read(pthread_rwlock_t *rwlock, struct mote_pthread *self)
{
	int priority = (int)mote_thread_priority(self->thread);

	if (rwlock->__writer == self->thread)
		return EDEADLK;
	if (rwlock->__writer)
		return EBUSY;
	if (!self->read_locks && mote_wait_priority(writers_of(rwlock)) >= priority)
		return EBUSY;
	if (rwlock->__readers == UINT_MAX)
		return EAGAIN;
	rwlock->__readers++;
	return 0;
}

static int try_write(pthread_rwlock_t *rwlock, struct mote_pthread *self)
{
	if (rwlock->__writer == self->thread)
		return EDEADLK;
	if (rwlock->__writer || rwlock->__readers)
		return EBUSY;
	rwlock->__writer = self->thread;
	return 0;
}

/*
 * Tries, and where that doesn't do waits once. Returns 0, EINTR where the wait was interrupted, or an error
 * that is the call's.
 */
static int lock_once(pthread_rwlock_t *rwlock, struct mote_wait_queue *queue,
		     int (*try)(pthread_rwlock_t *, struct mote_pthread *), struct mote_pthread *self,
		     const struct mote_pthread_timing *timing)
{
	unsigned long flags = mote_spin_lock_irqsave(&rwlocks);
	enum mote_wait_result result;
	uint64_t deadline;
	int error;

	prepare(rwlock);
	error = try(rwlock, self);
	mote_spin_unlock_irqrestore_nowake(&rwlocks, flags);
	if (error != EBUSY)
		return error;
	error = mote_pthread_deadline(timing, &deadline);
	if (error)
		return error;
	flags = mote_spin_lock_irqsave(&rwlocks);
	error = try(rwlock, self);
	if (error == EBUSY) {
		result = mote_wait_until(queue, &rwlocks, &flags, deadline);
		error = result == MOTE_WAIT_WOKEN     ? 0
			: result == MOTE_WAIT_TIMED_OUT ? ETIMEDOUT
							: EINTR;
		/* A writer that gives up may have kept readers from what they can have. */
		if (error)
			hand_on(rwlock);
	}
	mote_spin_unlock_irqrestore(&rwlocks, flags);
	return error;
}

static int lock(pthread_rwlock_t *rwlock, struct mote_wait_queue *queue,
		int (*try)(pthread_rwlock_t *, struct mote_pthread *), struct mote_pthread *self,
		const struct mote_pthread_timing *timing)
{
	for (;;) {
		int error = lock_once(rwlock, queue, try, self, timing);

		if (error != EINTR)
			return error;
		mote_posix_interrupted_never();
	}
}

int mote_pthread_rwlock_read(pthread_rwlock_t *rwlock, const struct mote_pthread_timing *timing)
{
	struct mote_pthread *self = mote_pthread_self();
	int error = lock(rwlock, readers_of(rwlock), try_read, self, timing);

	self->read_locks += !error;
	return error;
}

int mote_pthread_rwlock_write(pthread_rwlock_t *rwlock, const struct mote_pthread_timing *timing)
{
	return lock(rwlock, writers_of(rwlock), try_write, mote_pthread_self(), timing);
}

int pthread_rwlock_rdlock(pthread_rwlock_t *rwlock)
{
	return mote_pthread_rwlock_read(rwlock, NULL);
}

int pthread_rwlock_wrlock(pthread_rwlock_t *rwlock)
{
	return mote_pthread_rwlock_write(rwlock, NULL);
}

int pthread_rwlock_tryrdlock(pthread_rwlock_t *rwlock)
{
	struct mote_pthread *self = mote_pthread_self();
	unsigned long flags = mote_spin_lock_irqsave(&rwlocks);
	int error;

	prepare(rwlock);
	error = try_read(rwlock, self);
	mote_spin_unlock_irqrestore_nowake(&rwlocks, flags);
	self->read_locks += !error;
	return error == EDEADLK ? EBUSY : error;
}

int pthread_rwlock_trywrlock(pthread_rwlock_t *rwlock)
{
	struct mote_pthread *self = mote_pthread_self();
	unsigned long flags = mote_spin_lock_irqsave(&rwlocks);
	int error = try_write(rwlock, self);

	mote_spin_unlock_irqrestore_nowake(&rwlocks, flags);
	return error == EDEADLK ? EBUSY : error;
}

/* Takes back what SELF has of RWLOCK. Returns 0 or EPERM. */
static int give_up(pthread_rwlock_t *rwlock, struct mote_pthread *self)
{
	if (rwlock->__writer) {
		if (rwlock->__writer != self->thread)
			return EPERM;
		rwlock->__writer = NULL;
		return 0;
	}
	if (!rwlock->__readers || !self->read_locks)
		return EPERM;
	rwlock->__readers--;
	self->read_locks--;
	return 0;
}

int pthread_rwlock_unlock(pthread_rwlock_t *rwlock)
{
	struct mote_pthread *self = mote_pthread_self();
	unsigned long flags = mote_spin_lock_irqsave(&rwlocks);
	int error = give_up(rwlock, self);

	if (!error && !rwlock->__readers) {
		prepare(rwlock);
		hand_on(rwlock);
	}
	mote_spin_unlock_irqrestore(&rwlocks, flags);
	return error;
}
