/* SPDX-License-Identifier: BSD-3-Clause */
#include "rate.h"

#include <mote/clock.h>

/* Counters of the same machine may differ by a part of 2^-10: each has a crystal of its own. */
#define TOLERANCE_SHIFT 10

/* Nanoseconds a tick. */
static uint64_t divide(uint64_t nanoseconds, uint64_t ticks)
{
	while (nanoseconds >> (64 - TSC_FRACTION)) {
		nanoseconds >>= 1;
		ticks >>= 1;
	}
	return (nanoseconds << TSC_FRACTION) / ticks;
}

enum tsc_measurement mote_tsc_measure(const struct mote_counter_range *range,
				      const struct tsc_sample *from, const struct tsc_sample *to,
				      struct tsc_rate *rate)
{
	uint64_t period = (MOTE_NANOSECONDS_PER_SECOND << TSC_FRACTION) / range->hertz;
	/* In nanoseconds: what a count may be off, and when the counter begins anew. */
	uint64_t quantum = (period >> TSC_FRACTION) + 1;
	uint64_t round = mote_tsc_scale(range->mask + 1, period);
	uint64_t ticks = to->tsc - from->tsc;
	uint64_t window = (from->window + to->window) / 2 + 1;
	uint64_t least, most, tolerance, elapsed, low, high;

	if (ticks <= window)
		return TSC_MEASURED; /* and learnt nothing */
	least = mote_tsc_scale(ticks - window, rate->low);
	most = mote_tsc_scale(ticks + window, rate->high);
	tolerance = quantum + (most >> TOLERANCE_SHIFT);
	if (most - least + 2 * tolerance >= round)
		return TSC_UNRESOLVED;

	/* The first time from the least on at which the counter stands where it does. */
	least = least > tolerance ? least - tolerance : 0;
	elapsed = least / round * round +
		  mote_tsc_scale((to->count - from->count) & range->mask, period);
	if (elapsed < least)
		elapsed += round;
	if (elapsed > most + tolerance)
		return TSC_ABSURD;

	low = elapsed > quantum ? divide(elapsed - quantum, ticks + window) : 0;
	high = divide(elapsed + quantum, ticks - window);
	/* Where they have nothing in common but are near, what was known before holds. */
	if (low > rate->low && low <= rate->high)
		rate->low = low;
	if (high < rate->high && high >= rate->low)
		rate->high = high;
	return TSC_MEASURED;
}
