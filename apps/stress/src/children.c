/* SPDX-License-Identifier: BSD-3-Clause */
/* Threads that come and go: joined, or detached before or after their end. */
#include <mote/completion.h>
#include <mote/errno.h>
#include <mote/sleep.h>

#include "stress.h"

struct child {
	struct worker self;
	struct mote_completion done;
};

static void *live(void *argument)
{
	struct child *child = argument;

	if (stress_below(&child->self, 2))
		mote_sleep_until(stress_deadline(&child->self));
	stress_move_token(&child->self);
	if (stress_below(&child->self, 2))
		mote_thread_exit(child);
	return child;
}

/* Says that it is done, and after that doesn't touch what its parent has. */
static void *live_detached(void *argument)
{
	struct child *child = argument;

	stress_move_token(&child->self);
	mote_completion_complete(&child->done);
	return NULL;
}

void stress_have_child(struct worker *self)
{
	struct mote_thread_attributes attributes = {.name = "child"};
	struct child child = {.self.random = self->random | 1,
			      .done = MOTE_COMPLETION_INIT(child.done)};
	bool is_detached = stress_below(self, 3) == 0;
	struct mote_thread *thread;
	void *result = NULL;
	int error;

	attributes.priority = stress_below(self, MOTE_PRIORITIES);
	error = mote_thread_create(&thread, &attributes, is_detached ? live_detached : live,
				   &child);
	if (error) {
		STRESS_CHECK(error == -ENOMEM);
		return;
	}
	if (is_detached) {
		STRESS_CHECK(mote_thread_detach(thread) == 0);
		while (mote_completion_wait(&child.done) != MOTE_WAIT_WOKEN)
			;
		return;
	}
	STRESS_CHECK(mote_thread_join(thread, &result) == 0);
	STRESS_CHECK(result == &child);
}
