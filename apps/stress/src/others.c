/* SPDX-License-Identifier: BSD-3-Clause */
/* What threads do to each other: suspend, interrupt, change a priority. */
#include <mote/sleep.h>
#include <mote/wait.h>

#include "stress.h"

#define PRIORITIES_USED 25

static struct worker *another(struct worker *self)
{
	struct worker *other = &stress_workers[stress_below(self, stress_worker_count)];

	return other == self || other->has_ended ? NULL : other;
}

static void stay_away(struct worker *self)
{
	if (stress_below(self, 2))
		mote_thread_yield();
	else
		mote_sleep_until(stress_deadline(self));
}

/* Holds nothing meanwhile that the other may need, so one of all always can go on. */
void stress_suspend(struct worker *self)
{
	struct worker *other = another(self);
	unsigned long steps;

	if (!other) {
		/* As a library does around its locks. */
		mote_suspend_disable();
		stay_away(self);
		mote_suspend_enable();
		return;
	}
	mote_thread_suspend(other->thread);
	steps = other->steps;
	stay_away(self);
	STRESS_CHECK(other->steps == steps);
	mote_thread_resume(other->thread);
}

void stress_interrupt(struct worker *self)
{
	struct worker *other = another(self);

	if (other)
		mote_thread_interrupt(other->thread);
	else
		mote_thread_yield();
}

void stress_change_priority(struct worker *self)
{
	struct worker *other = another(self);
	struct mote_thread *thread = other ? other->thread : mote_thread_self();

	STRESS_CHECK(mote_thread_set_priority(thread, stress_below(self, PRIORITIES_USED)) == 0);
}
