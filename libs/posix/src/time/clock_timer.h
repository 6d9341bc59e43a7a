/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A timer on any of POSIX's clocks, made of one of libs/timer, which knows the core's clock alone. Where the two
 * differ it is armed for when the clock can be there at the earliest, and again if it isn't: a processor's
 * time never runs faster than time itself; the time of day says when it is set.
 */
#ifndef POSIX_CLOCK_TIMER_H
#define POSIX_CLOCK_TIMER_H

#include <mote/timer.h>

#include "clock.h"

struct mote_clock_timer {
	clockid_t clock;
	clockid_t counts_by; /* the same, or CLOCK_MONOTONIC for a length of time */
	uint64_t expiry;     /* what that clock says when it expires; 0: it isn't armed */
	uint64_t interval;   /* 0: once */
	struct mote_timer timer;
	struct mote_wall_watch watch;
	/*
	 * Called when it expires, in the timer thread; MISSED more expiries have gone by since. Returns whether
	 * its interval goes on; else it does at mote_clock_timer_go_on().
	 */
	bool (*expired)(struct mote_clock_timer *timer, uint64_t missed);
};

/* When a timer expires next, from now on and in nanoseconds (0: it isn't armed), and then again. */
struct mote_clock_timer_setting {
	uint64_t value;
	uint64_t interval;
};

/* Makes TIMER one of CLOCK, which is one of a program's, not armed. Thread context. */
void mote_clock_timer_init(struct mote_clock_timer *timer, clockid_t clock,
			   bool (*expired)(struct mote_clock_timer *timer, uint64_t missed));

/*
 * Arms TIMER as SETTING says; where its value IS_ABSOLUTE it is what the clock says then. Stores what was in
 * *OLD unless that is NULL. Returns 0 or -ENOMEM. Thread context.
 */
int mote_clock_timer_set(struct mote_clock_timer *timer, bool is_absolute,
			 const struct mote_clock_timer_setting *setting,
			 struct mote_clock_timer_setting *old);

/* Stores what is left in *SETTING. Thread context. */
void mote_clock_timer_get(struct mote_clock_timer *timer, struct mote_clock_timer_setting *setting);

/*
 * Has the interval of TIMER go on, if it has one. Returns how many expiries have gone by unnoticed. Any context.
 */
uint64_t mote_clock_timer_go_on(struct mote_clock_timer *timer);

/* Has TIMER not expire any more and waits until nothing of it runs. Thread context. */
void mote_clock_timer_end(struct mote_clock_timer *timer);

#endif
