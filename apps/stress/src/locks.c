/* SPDX-License-Identifier: BSD-3-Clause */
/* Mutexes: one or several in order, by all ways to lock, held over anything. */
#include <mote/sleep.h>

#include "stress.h"

struct mote_mutex stress_mutexes[MUTEXES];
static struct worker *volatile inside[MUTEXES];

void stress_locks_begin(void)
{
	for (unsigned i = 0; i < MUTEXES; i++)
		mote_mutex_init(&stress_mutexes[i]);
}

void stress_locks_end(void)
{
	for (unsigned i = 0; i < MUTEXES; i++)
		STRESS_CHECK(mote_mutex_owner(&stress_mutexes[i]) == NULL && !inside[i]);
}

static bool take(struct worker *self, struct mote_mutex *mutex)
{
	switch (stress_below(self, 4)) {
	case 0:
		return mote_mutex_try_lock(mutex) == 0;
	case 1:
		return mote_mutex_lock_until(mutex, stress_deadline(self)) == MOTE_WAIT_WOKEN;
	default:
		mote_mutex_lock(mutex);
		return true;
	}
}

static bool enter(struct worker *self, unsigned i)
{
	bool taken;

	self->wants = &stress_mutexes[i];
	taken = take(self, &stress_mutexes[i]);
	self->wants = NULL;
	if (!taken)
		return false;
	STRESS_CHECK(!inside[i]);
	inside[i] = self;
	STRESS_CHECK(mote_mutex_owner(&stress_mutexes[i]) == mote_thread_self());
	return true;
}

static void leave(struct worker *self, unsigned i)
{
	STRESS_CHECK(inside[i] == self);
	inside[i] = NULL;
	mote_mutex_unlock(&stress_mutexes[i]);
}

static void stay(struct worker *self)
{
	switch (stress_below(self, 8)) {
	case 0:
		mote_sleep_until(stress_deadline(self));
		break;
	case 1:
		mote_thread_yield();
		break;
	default:
		for (unsigned turns = stress_below(self, 500); turns; turns--)
			self->steps++;
	}
}

void stress_lock(struct worker *self)
{
	bool taken[MUTEXES] = {false};
	unsigned i = stress_below(self, MUTEXES);

	for (; i < MUTEXES; i += 1 + stress_below(self, MUTEXES))
		taken[i] = enter(self, i);
	stay(self);
	/* Not in reverse: nothing asks for that. */
	for (i = 0; i < MUTEXES; i++)
		if (taken[i])
			leave(self, i);
}
