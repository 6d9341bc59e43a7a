/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * How fast the time stamp counter counts, found out by a counter of known rate: a pair of readings of
 * both, some time later another pair. What is known is an interval that holds the rate for sure; each
 * measurement gives another such interval, and what both have in common is known from then on. So it
 * only ever gets narrower, the more so the longer the time between the readings.
 *
 * Pure logic.
 */
#ifndef TSC_RATE_H
#define TSC_RATE_H

#include <mote/counter.h>
#include <stdint.h>

/* Nanoseconds a tick have so many bits behind the point. */
#define TSC_FRACTION 32

/* No processor counts faster or slower: 16 GHz to 250 MHz. */
#define TSC_FASTEST ((1ULL << TSC_FRACTION) / 16)
#define TSC_SLOWEST (4ULL << TSC_FRACTION)

/* Both counters at one moment. */
struct tsc_sample {
	uint64_t count;
	uint64_t tsc;
	uint64_t window; /* the count was read at most half of so many ticks before or after tsc */
};

/* Nanoseconds a tick, at the least and at the most. */
struct tsc_rate {
	uint64_t low;
	uint64_t high;
};

enum tsc_measurement {
	TSC_MEASURED,
	TSC_UNRESOLVED, /* nobody knows how often the counter has begun anew */
	TSC_ABSURD,	/* the counter contradicts what is known */
};

/* A part of VALUE, or a multiple. */
static inline uint64_t mote_tsc_scale(uint64_t value, uint64_t factor)
{
	return (unsigned __int128)value * factor >> TSC_FRACTION;
}

/*
 * Narrows RATE by two samples, FROM and a later TO, of a counter whose mask is below 2^32. It may
 * have begun anew any number of times between, if RATE is narrow enough to say how often.
 */
enum tsc_measurement mote_tsc_measure(const struct mote_counter_range *range,
				      const struct tsc_sample *from, const struct tsc_sample *to,
				      struct tsc_rate *rate);

#endif
