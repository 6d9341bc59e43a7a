/* SPDX-License-Identifier: BSD-3-Clause */
#include <mote/counter.h>

#include "hpet.h"

static int hpet_counter_start(struct mote_counter_range *range)
{
	int error = mote_hpet_start(range);

	range->mask = UINT32_MAX;
	return error;
}

MOTE_COUNTER(hpet) = {
	.name = "HPET",
	.start = hpet_counter_start,
	.read = mote_hpet_read,
	.rating = 200,
};
