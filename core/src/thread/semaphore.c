/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Semaphores. While nobody waits the count changes by one atomic instruction. When it is none and
 * threads wait it reads MOTE_SEMAPHORE_WAITERS, which is entered and left only under the scheduler's
 * lock; a post then hands its one straight to the first waiter.
 */
#include <mote/compiler.h>
#include <mote/errno.h>
#include <mote/semaphore.h>

#include "thread.h"

void mote_semaphore_init(struct mote_semaphore *semaphore, unsigned count)
{
	semaphore->count = count;
	mote_wait_queue_init(&semaphore->queue, "a semaphore");
}

/* Replaces the count *FROM by TO; where it is another, stores that in *FROM and returns false. */
static inline MOTE_ALWAYS_INLINE bool exchange(struct mote_semaphore *semaphore, unsigned *from,
					       unsigned to)
{
	return __atomic_compare_exchange_n(&semaphore->count, from, to, false, __ATOMIC_ACQ_REL,
					   __ATOMIC_RELAXED);
}

static inline MOTE_ALWAYS_INLINE bool add_one(struct mote_semaphore *semaphore)
{
	unsigned count = __atomic_load_n(&semaphore->count, __ATOMIC_RELAXED);

	while (count < MOTE_SEMAPHORE_MAX)
		if (exchange(semaphore, &count, count + 1))
			return true;
	return false;
}

static inline MOTE_ALWAYS_INLINE bool take_one(struct mote_semaphore *semaphore)
{
	unsigned count = __atomic_load_n(&semaphore->count, __ATOMIC_RELAXED);

	while (count - 1 < MOTE_SEMAPHORE_MAX)
		if (exchange(semaphore, &count, count - 1))
			return true;
	return false;
}

/* Where nobody waits any more the count is none and says so. */
static void settle(struct mote_semaphore *semaphore)
{
	if (mote_list_is_empty(&semaphore->queue.waiters))
		semaphore->count = 0;
}

static MOTE_NOINLINE int post_slowly(struct mote_semaphore *semaphore)
{
	unsigned long flags = mote_spin_lock_irqsave(&mote_scheduler_lock);
	/* The last waiter may have given up, and not yet have said so. */
	bool done = mote_scheduler_wake_one(&semaphore->queue);

	if (semaphore->count == MOTE_SEMAPHORE_WAITERS)
		settle(semaphore);
	if (!done)
		done = add_one(semaphore);
	mote_spin_unlock_irqrestore(&mote_scheduler_lock, flags);
	return done ? 0 : -EOVERFLOW;
}

int mote_semaphore_post(struct mote_semaphore *semaphore)
{
	return add_one(semaphore) ? 0 : post_slowly(semaphore);
}

static enum mote_wait_result wait_for_one(struct mote_semaphore *semaphore, uint64_t deadline)
{
	enum mote_wait_result result;
	unsigned none = 0;

	/* Either there is one now, or the count says from now on that a thread waits. */
	do {
		if (take_one(semaphore))
			return MOTE_WAIT_WOKEN;
		none = 0;
	} while (!exchange(semaphore, &none, MOTE_SEMAPHORE_WAITERS) &&
		 none != MOTE_SEMAPHORE_WAITERS);
	result = mote_scheduler_wait(&semaphore->queue, deadline);
	if (result != MOTE_WAIT_WOKEN && semaphore->count == MOTE_SEMAPHORE_WAITERS)
		settle(semaphore);
	return result;
}

static MOTE_NOINLINE enum mote_wait_result wait_slowly(struct mote_semaphore *semaphore,
						       uint64_t deadline)
{
	unsigned long flags = mote_spin_lock_irqsave(&mote_scheduler_lock);
	enum mote_wait_result result = wait_for_one(semaphore, deadline);

	mote_spin_unlock_irqrestore(&mote_scheduler_lock, flags);
	return result;
}

enum mote_wait_result mote_semaphore_wait_until(struct mote_semaphore *semaphore, uint64_t deadline)
{
	return take_one(semaphore) ? MOTE_WAIT_WOKEN : wait_slowly(semaphore, deadline);
}

int mote_semaphore_try_wait(struct mote_semaphore *semaphore)
{
	return take_one(semaphore) ? 0 : -EAGAIN;
}
