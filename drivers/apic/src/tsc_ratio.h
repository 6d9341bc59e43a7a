/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The ratio of the TSC to the clock, measured as the image runs, so that a deadline by the clock can
 * be told as one by the TSC whatever the clock is made of.
 */
#ifndef APIC_TSC_RATIO_H
#define APIC_TSC_RATIO_H

#include <stdint.h>

struct tsc_ratio {
	uint64_t base_tsc; /* where measuring began */
	uint64_t base_now;
	uint64_t ticks;	   /* of the TSC for a nanosecond of the clock, TSC_RATIO_SHIFT bits of it
			      behind the point */
	uint64_t measured; /* nanoseconds that it was measured over; 0: not yet */
};

#define TSC_RATIO_SHIFT 24

/* Begins to measure, at a moment when the TSC reads TSC and the clock NOW. */
void mote_tsc_ratio_start(struct tsc_ratio *ratio, uint64_t tsc, uint64_t now);

/*
 * The value of the TSC at which the clock reaches DEADLINE, or an earlier one where the deadline is
 * further away than the ratio is good for. TSC and NOW are read now.
 */
uint64_t mote_tsc_ratio_deadline(struct tsc_ratio *ratio, uint64_t tsc, uint64_t now,
				 uint64_t deadline);

#endif
