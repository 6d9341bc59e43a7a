/* SPDX-License-Identifier: BSD-3-Clause */
/* Counting semaphores. */
#ifndef MOTE_SEMAPHORE_H
#define MOTE_SEMAPHORE_H

#include <mote/wait.h>

struct mote_semaphore {
	/* How many can be taken; MOTE_SEMAPHORE_WAITERS while threads wait, and it is none then. */
	unsigned count;
	struct mote_wait_queue queue;
};

/* The most that a semaphore counts to. */
#define MOTE_SEMAPHORE_MAX 0x7fffffffu
#define MOTE_SEMAPHORE_WAITERS 0x80000000u

#define MOTE_SEMAPHORE_INIT(semaphore, initial)                                                    \
	{                                                                                          \
		.count = initial, .queue = MOTE_WAIT_QUEUE_INIT((semaphore).queue, "a semaphore")  \
	}

/* Makes SEMAPHORE one that COUNT threads can take. Any context. */
void mote_semaphore_init(struct mote_semaphore *semaphore, unsigned count);

/*
 * Adds one, or hands it to the longest waiter of the highest priority. Returns 0, or -EOVERFLOW where
 * the count is MOTE_SEMAPHORE_MAX. Any context.
 */
int mote_semaphore_post(struct mote_semaphore *semaphore);

/*
 * Takes one, waiting for it until DEADLINE at the most. Returns why the wait ended; only when woken,
 * one was taken. Thread context.
 */
enum mote_wait_result mote_semaphore_wait_until(struct mote_semaphore *semaphore,
						uint64_t deadline);

/* The same without a deadline. */
static inline enum mote_wait_result mote_semaphore_wait(struct mote_semaphore *semaphore)
{
	return mote_semaphore_wait_until(semaphore, UINT64_MAX);
}

/* Takes one if there is one: returns 0, or -EAGAIN. Any context. */
int mote_semaphore_try_wait(struct mote_semaphore *semaphore);

#endif
