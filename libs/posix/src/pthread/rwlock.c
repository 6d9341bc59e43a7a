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

/* One that nobody has waited for yet may have queues of zeros. */
static void prepare(struct mote_wait_queue *queue)
{
	if (!queue->waiters.next)
		mote_wait_queue_init(queue, "a read-write lock");
}

/* The priority of who is first in QUEUE, -1 where it is empty. */
static int first_priority(const struct mote_wait_queue *queue)
{
	if (!queue->waiters.next || mote_list_is_empty(&queue->waiters))
		return -1;
	return mote_wait_priority(queue);
}

/* Gives RWLOCK to whom it is due. */
static void hand_on(pthread_rwlock_t *rwlock)
{
	int writer = first_priority(writers_of(rwlock));

	if (rwlock->__writer)
		return;
	while (first_priority(readers_of(rwlock)) > writer) {
		mote_wake_one(readers_of(rwlock));
		rwlock->__readers++;
	}
	if (!rwlock->__readers && writer >= 0)
		rwlock->__writer = mote_wake_one(writers_of(rwlock));
}

/* Returns 0 where SELF has got the read lock, EBUSY where it has to wait, EAGAIN, EDEADLK. */
static int try_read(pthread_rwlock_t *rwlock, struct mote_pthread *self)
{
	int writer;

	if (rwlock->__writer)
		return rwlock->__writer == self->thread ? EDEADLK : EBUSY;
	writer = first_priority(writers_of(rwlock));
	if (writer >= 0 && !self->read_locks && writer >= (int)mote_thread_priority(self->thread))
		return EBUSY;
	if (rwlock->__readers == UINT_MAX)
		return EAGAIN;
	rwlock->__readers++;
	return 0;
}

static int try_write(pthread_rwlock_t *rwlock, struct mote_pthread *self)
{
	if (rwlock->__writer)
		return rwlock->__writer == self->thread ? EDEADLK : EBUSY;
	if (rwlock->__readers)
		return EBUSY;
	rwlock->__writer = self->thread;
	return 0;
}

static int try_once(pthread_rwlock_t *rwlock, int (*try)(pthread_rwlock_t *, struct mote_pthread *),
		    struct mote_pthread *self)
{
	unsigned long flags = mote_spin_lock_irqsave(&rwlocks);
	int error = try(rwlock, self);

	mote_spin_unlock_irqrestore_nowake(&rwlocks, flags);
	return error;
}

/*
 * Tries again, and waits once where that doesn't do. Returns 0, EINTR where the wait was interrupted, or an
 * error that is the call's.
 */
static int wait_once(pthread_rwlock_t *rwlock, struct mote_wait_queue *queue,
		     int (*try)(pthread_rwlock_t *, struct mote_pthread *),
		     struct mote_pthread *self, uint64_t deadline)
{
	unsigned long flags = mote_spin_lock_irqsave(&rwlocks);
	enum mote_wait_result result;
	int error = try(rwlock, self);

	if (error == EBUSY) {
		prepare(queue);
		result = mote_wait_until(queue, &rwlocks, &flags, deadline);
		error = result == MOTE_WAIT_TIMED_OUT ? ETIMEDOUT : EINTR;
		/* A writer that gives up may have kept readers from what they can have. */
		if (result == MOTE_WAIT_WOKEN)
			error = 0;
		else
			hand_on(rwlock);
	}
	mote_spin_unlock_irqrestore(&rwlocks, flags);
	return error;
}

static int wait(pthread_rwlock_t *rwlock, struct mote_wait_queue *queue,
		int (*try)(pthread_rwlock_t *, struct mote_pthread *), struct mote_pthread *self,
		const struct mote_pthread_timing *timing)
{
	for (;;) {
		uint64_t deadline;
		int error = mote_pthread_deadline(timing, &deadline);

		if (!error)
			error = wait_once(rwlock, queue, try, self, deadline);
		if (error != EINTR)
			return error;
		mote_posix_interrupted_never();
	}
}

int mote_pthread_rwlock_read(pthread_rwlock_t *rwlock, const struct mote_pthread_timing *timing)
{
	struct mote_pthread *self = mote_pthread_self();
	int error = try_once(rwlock, try_read, self);

	if (error == EBUSY)
		error = wait(rwlock, readers_of(rwlock), try_read, self, timing);
	self->read_locks += !error;
	return error;
}

int mote_pthread_rwlock_write(pthread_rwlock_t *rwlock, const struct mote_pthread_timing *timing)
{
	struct mote_pthread *self = mote_pthread_self();
	int error = try_once(rwlock, try_write, self);

	return error == EBUSY ? wait(rwlock, writers_of(rwlock), try_write, self, timing) : error;
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
	int error = try_once(rwlock, try_read, self);

	self->read_locks += !error;
	return error == EDEADLK ? EBUSY : error;
}

int pthread_rwlock_trywrlock(pthread_rwlock_t *rwlock)
{
	int error = try_once(rwlock, try_write, mote_pthread_self());

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

	if (!error && !rwlock->__readers)
		hand_on(rwlock);
	mote_spin_unlock_irqrestore(&rwlocks, flags);
	return error;
}
