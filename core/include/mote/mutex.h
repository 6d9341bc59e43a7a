/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Mutexes: one thread at a time. A thread that has a mutex runs at least at the priority of the
 * highest one that waits for it (priority inheritance), so that nobody in between can hold that up.
 * A thread must not end while it has one; where another waits for it, that is a panic.
 */
#ifndef MOTE_MUTEX_H
#define MOTE_MUTEX_H

#include <mote/wait.h>

struct mote_mutex {
	/*
	 * The thread that has it, 0: nobody. Bit 0: threads wait, or have waited; then it changes
	 * only under the scheduler's lock.
	 */
	uintptr_t owner;
	struct mote_wait_queue queue;
	struct mote_list contended; /* in its owner's list, while threads wait */
};

#define MOTE_MUTEX_INIT(mutex)                                                                     \
	{                                                                                          \
		.queue = MOTE_WAIT_QUEUE_INIT((mutex).queue, "a mutex")                            \
	}

/* Makes MUTEX a free one. Any context. */
void mote_mutex_init(struct mote_mutex *mutex);

/* Takes MUTEX, waiting for it. Panics where the calling thread has it already. Thread context. */
void mote_mutex_lock(struct mote_mutex *mutex);

/*
 * Takes MUTEX if it becomes free before DEADLINE and the calling thread isn't interrupted: then
 * returns MOTE_WAIT_WOKEN, else why it does not have it. Thread context.
 */
enum mote_wait_result mote_mutex_lock_until(struct mote_mutex *mutex, uint64_t deadline);

/* Takes MUTEX if it is free: returns 0, or -EBUSY. Thread context. */
int mote_mutex_try_lock(struct mote_mutex *mutex);

/*
 * Gives MUTEX up; it goes straight to the longest waiter of the highest priority. Panics where the
 * calling thread doesn't have it. Thread context.
 */
void mote_mutex_unlock(struct mote_mutex *mutex);

/* The thread that has MUTEX, NULL where it is free. Any context. */
struct mote_thread *mote_mutex_owner(const struct mote_mutex *mutex);

#endif
