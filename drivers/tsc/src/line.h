/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * From ticks to a time that never goes backwards, while the rate becomes known better and better.
 *
 * The time is the ticks since the origin times a multiplier, which only grows: as long as the rate
 * isn't known exactly it is the least that it can be. So what is told lies behind the truth and steps
 * forward to it when more is known, and never has to go back. A reader needs no lock: whichever of two
 * multipliers it finds, what it tells is no more than what anybody is told later.
 */
#ifndef TSC_LINE_H
#define TSC_LINE_H

#include <stdbool.h>
#include <stdint.h>

struct tsc_line {
	uint64_t origin;     /* the counter's value at time 0 */
	uint64_t multiplier; /* nanoseconds a tick, as in rate.h */
	uint64_t window;     /* from here on the line is good, */
	uint64_t span;	     /* for less than so many ticks: then it is to be looked at again */
};

/* No line is good for longer, a second or some; so it is noticed where the counter is set back. */
#define TSC_SPAN_MAX (1ULL << 32)

/*
 * Begins the line at TSC, time 0, to be looked at again after SPAN ticks. That is what LOOK does, with
 * interrupts masked: it may raise mote_tsc_line.multiplier, and returns the next span. IS_SET_BACK
 * says that the counter was. NULL: nothing is to be done ever.
 */
void mote_tsc_begin(uint64_t tsc, uint64_t multiplier, uint64_t span,
		    uint64_t (*look)(bool is_set_back));

extern struct tsc_line mote_tsc_line;

/* The time. Any context. */
uint64_t mote_tsc_now(void);

#endif
