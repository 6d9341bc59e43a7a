/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Deadlines. Those by the time of day move when that is set, which is rare: then every thread looks again,
 * which costs a wait nothing. A place in a list would have to be left by who leaves a wait by longjmp().
 */
#include "deadline.h"

#include <mote/clock.h>

#include "../time/clock.h"
#include "thread.h"

static void interrupt(struct mote_pthread *thread)
{
	mote_thread_interrupt(thread->thread);
}

static void interrupt_all(struct mote_wall_watch *watch)
{
	unsigned long flags = mote_spin_lock_irqsave(&mote_pthread_lock);

	(void)watch;
	mote_pthread_for_each(interrupt);
	mote_spin_unlock_irqrestore(&mote_pthread_lock, flags);
}

static void watch_wall_clock(void)
{
	static struct mote_wall_watch watch = {.changed = interrupt_all};
	static bool watches;

	if (!__atomic_exchange_n(&watches, true, __ATOMIC_RELAXED))
		mote_wall_watch_add(&watch);
}

int mote_pthread_deadline(const struct mote_pthread_timing *timing, uint64_t *deadline)
{
	if (!timing) {
		*deadline = MOTE_NEVER;
		return 0;
	}
	if (timing->clock == CLOCK_REALTIME)
		watch_wall_clock();
	return -mote_clock_deadline(timing->clock, timing->time, deadline);
}
