/* SPDX-License-Identifier: BSD-3-Clause */
/* Tokens go from semaphore to semaphore; in the end all are there. */
#include <mote/semaphore.h>

#include "stress.h"

#define SEMAPHORES 4
#define TOKENS_EACH 5

static struct mote_semaphore semaphores[SEMAPHORES];

void stress_tokens_begin(void)
{
	for (unsigned i = 0; i < SEMAPHORES; i++)
		mote_semaphore_init(&semaphores[i], TOKENS_EACH);
}

void stress_tokens_end(void)
{
	unsigned tokens = 0;

	for (unsigned i = 0; i < SEMAPHORES; i++)
		while (mote_semaphore_try_wait(&semaphores[i]) == 0)
			tokens++;
	STRESS_CHECK(tokens == SEMAPHORES * TOKENS_EACH);
}

void stress_move_token(struct worker *self)
{
	struct mote_semaphore *from = &semaphores[stress_below(self, SEMAPHORES)];
	struct mote_semaphore *to = &semaphores[stress_below(self, SEMAPHORES)];
	uint64_t deadline = stress_deadline(self);
	enum mote_wait_result result = mote_semaphore_wait_until(from, deadline);

	if (result == MOTE_WAIT_TIMED_OUT)
		STRESS_CHECK(mote_clock_now() >= deadline);
	if (result != MOTE_WAIT_WOKEN)
		return;
	if (stress_below(self, 4) == 0)
		mote_thread_yield();
	STRESS_CHECK(mote_semaphore_post(to) == 0);
}
