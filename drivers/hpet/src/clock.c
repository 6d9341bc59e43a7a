/* SPDX-License-Identifier: BSD-3-Clause */
#include <mote/clock.h>

#include "hpet.h"

static struct mote_counter_clock clock = {.read = mote_hpet_read};

static int hpet_clock_start(void)
{
	int error = mote_hpet_start(&clock.range);

	if (!error)
		mote_counter_clock_start(&clock);
	return error;
}

static uint64_t hpet_clock_now(void)
{
	return mote_counter_clock_now(&clock);
}

MOTE_CLOCK(hpet) = {
	.name = "HPET",
	.start = hpet_clock_start,
	.now = hpet_clock_now,
	.rating = 200,
};
