/* SPDX-License-Identifier: BSD-3-Clause */
#include "tsc_ratio.h"

#include <mote/clock.h>

/* It is measured again when twice as much has passed, and from here on over windows of this length. */
#define WINDOW MOTE_NANOSECONDS_PER_SECOND

/*
 * How many times further than it was measured the ratio is used. Two readings that are 100 ns apart
 * make a deadline late by less than that many times 100 ns.
 */
#define HORIZON 8

/* Nobody waits longer, and the product of this and the ratio fits. */
#define LONGEST_WAIT (1ULL << 52)

/* Shorter than this in nanoseconds, what was measured can be multiplied. */
#define ELAPSED_BITS 36

static uint64_t divide(uint64_t ticks, uint64_t elapsed)
{
	while (elapsed >> ELAPSED_BITS) {
		elapsed >>= 1;
		ticks >>= 1;
	}
	return (ticks << TSC_RATIO_SHIFT) / elapsed;
}

void mote_tsc_ratio_start(struct tsc_ratio *ratio, uint64_t tsc, uint64_t now)
{
	*ratio = (struct tsc_ratio){.base_tsc = tsc, .base_now = now};
}

static void measure(struct tsc_ratio *ratio, uint64_t tsc, uint64_t now)
{
	uint64_t elapsed = now - ratio->base_now;
	uint64_t wanted = 2 * ratio->measured < WINDOW ? 2 * ratio->measured : WINDOW;

	if (!elapsed || elapsed < wanted)
		return;
	ratio->ticks = divide(tsc - ratio->base_tsc, elapsed);
	ratio->measured = elapsed;
	if (elapsed < WINDOW)
		return;
	ratio->base_tsc = tsc;
	ratio->base_now = now;
}

uint64_t mote_tsc_ratio_deadline(struct tsc_ratio *ratio, uint64_t tsc, uint64_t now,
				 uint64_t deadline)
{
	uint64_t wait;

	measure(ratio, tsc, now);
	if (deadline <= now)
		return tsc;
	wait = deadline - now;
	if (wait > LONGEST_WAIT)
		wait = LONGEST_WAIT;
	if (wait / HORIZON > ratio->measured)
		wait = ratio->measured * HORIZON;
	return tsc + (uint64_t)((unsigned __int128)wait * ratio->ticks >> TSC_RATIO_SHIFT) + 1;
}
