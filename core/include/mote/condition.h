/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Condition variables: waiting, with a mutex given up meanwhile, for what the mutex guards to
 * change.
 */
#ifndef MOTE_CONDITION_H
#define MOTE_CONDITION_H

#include <mote/mutex.h>

struct mote_condition {
	struct mote_spinlock lock;
	struct mote_wait_queue queue;
};

#define MOTE_CONDITION_INIT(condition)                                                             \
	{                                                                                          \
		.queue = MOTE_WAIT_QUEUE_INIT((condition).queue, "a condition")                    \
	}

/* Makes CONDITION one that nobody waits for. Any context. */
void mote_condition_init(struct mote_condition *condition);

/*
 * Gives MUTEX up and waits, as one step, until CONDITION is signalled, DEADLINE has come or the
 * thread is interrupted; has MUTEX again on return, whatever the result. Who waits checks what it
 * waits for again: another thread may have been first. Thread context.
 */
enum mote_wait_result mote_condition_wait_until(struct mote_condition *condition,
						struct mote_mutex *mutex, uint64_t deadline);

/* The same without a deadline. */
static inline enum mote_wait_result mote_condition_wait(struct mote_condition *condition,
							struct mote_mutex *mutex)
{
	return mote_condition_wait_until(condition, mutex, UINT64_MAX);
}

/* Wakes one thread that waits, if there is one. Any context. */
void mote_condition_signal(struct mote_condition *condition);

/* Wakes all threads that wait. Any context. */
void mote_condition_broadcast(struct mote_condition *condition);

#endif
