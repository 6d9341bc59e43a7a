/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Waiting: the one primitive that everything which blocks is made of. A wait queue holds the
 * threads that wait for one thing, in the order of their coming, within a priority.
 *
 * The pattern is that of a condition: the lock that guards the condition is held when the thread
 * decides to wait, and given up only once the thread is in the queue. So a wake-up can't be lost:
 *
 *	flags = mote_spin_lock_irqsave(&x->lock);
 *	while (!x->ready)
 *		if (mote_wait(&x->queue, &x->lock, &flags) != MOTE_WAIT_WOKEN)
 *			...
 *	mote_spin_unlock_irqrestore(&x->lock, flags);
 */
#ifndef MOTE_WAIT_H
#define MOTE_WAIT_H

#include <mote/list.h>
#include <mote/spinlock.h>
#include <stdint.h>

struct mote_thread;

struct mote_wait_queue {
	struct mote_list waiters;
	const char *name; /* for people: what is waited for */
};

#define MOTE_WAIT_QUEUE_INIT(queue, text)                                                          \
	{                                                                                          \
		MOTE_LIST_INIT((queue).waiters), text                                              \
	}

/* Why a wait has ended. */
enum mote_wait_result {
	MOTE_WAIT_WOKEN,
	MOTE_WAIT_TIMED_OUT,
	MOTE_WAIT_INTERRUPTED, /* by mote_thread_interrupt() */
};

/* Makes QUEUE an empty one; NAME must outlive it. Any context. */
void mote_wait_queue_init(struct mote_wait_queue *queue, const char *name);

/*
 * Waits in QUEUE until woken, interrupted, or until mote_clock_now() has reached DEADLINE, which may
 * be MOTE_NEVER (and must be in an image without CONFIG_TIME). LOCK, held with *FLAGS, is released
 * while waiting and held again, with *FLAGS renewed, on return. Thread context.
 */
enum mote_wait_result mote_wait_until(struct mote_wait_queue *queue, struct mote_spinlock *lock,
				      unsigned long *flags, uint64_t deadline);

/* The same without a deadline. */
static inline enum mote_wait_result mote_wait(struct mote_wait_queue *queue,
					      struct mote_spinlock *lock, unsigned long *flags)
{
	return mote_wait_until(queue, lock, flags, UINT64_MAX);
}

/*
 * Wakes the thread of QUEUE with the highest priority, among equals the one that waits longest.
 * Returns it, NULL where none waits. The lock of the condition is held; a woken thread of a higher
 * priority runs when it is released. Any context.
 */
struct mote_thread *mote_wake_one(struct mote_wait_queue *queue);

/* Wakes all threads of QUEUE. The lock of the condition is held. Any context. */
void mote_wake_all(struct mote_wait_queue *queue);

/*
 * Ends the wait of THREAD, which returns MOTE_WAIT_INTERRUPTED; if it doesn't wait now, its next
 * wait returns at once. Waiting for a mutex or to join goes on, since these can't say why they
 * ended; then too it is the next wait that returns at once. Any context.
 */
void mote_thread_interrupt(struct mote_thread *thread);

#endif
