/* SPDX-License-Identifier: BSD-3-Clause */
/* Completions: something happens once, whoever waits for it goes on, now or later. */
#ifndef MOTE_COMPLETION_H
#define MOTE_COMPLETION_H

#include <mote/wait.h>
#include <stdbool.h>

struct mote_completion {
	struct mote_spinlock lock;
	bool done;
	struct mote_wait_queue queue;
};

#define MOTE_COMPLETION_INIT(completion)                                                           \
	{                                                                                          \
		.queue = MOTE_WAIT_QUEUE_INIT((completion).queue, "a completion")                  \
	}

/* Makes COMPLETION one that has not happened. Nobody may wait for it. Any context. */
void mote_completion_init(struct mote_completion *completion);

/* Says that it has happened: all who wait go on, and later waits return at once. Any context. */
void mote_completion_complete(struct mote_completion *completion);

/*
 * Waits until it has happened, DEADLINE has come or the thread is interrupted. Where it has happened
 * the result is MOTE_WAIT_WOKEN, whatever else has too. Thread context.
 */
enum mote_wait_result mote_completion_wait_until(struct mote_completion *completion,
						 uint64_t deadline);

/* The same without a deadline. */
static inline enum mote_wait_result mote_completion_wait(struct mote_completion *completion)
{
	return mote_completion_wait_until(completion, UINT64_MAX);
}

#endif
