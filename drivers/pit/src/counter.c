/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The 8254 interval timer (Intel 8254 data sheet, order number 231164) as a counter of known rate:
 * channel 0 in mode 0, where it causes one edge of its interrupt line and counts on for ever.
 */
#include "pit.h"

#include <mote/counter.h>
#include <mote/errno.h>
#include <mote/plat.h>

#define CHANNEL_0 0x40
#define CONTROL 0x43

#define CONTROL_LATCH_0 0x00
#define CONTROL_CHANNEL_0_MODE_0 0x30 /* both bytes, binary */
#define CONTROL_READ_STATUS_0 0xe2

/* Of the status: how the channel is set. Its other bits change as it counts. */
#define STATUS_SETTING 0x3f

static int pit_start(struct mote_counter_range *range)
{
	mote_plat_out8(CONTROL, CONTROL_CHANNEL_0_MODE_0);
	mote_plat_out8(CHANNEL_0, 0xff);
	mote_plat_out8(CHANNEL_0, 0xff);
	mote_plat_out8(CONTROL, CONTROL_READ_STATUS_0);
	if ((mote_plat_in8(CHANNEL_0) & STATUS_SETTING) != CONTROL_CHANNEL_0_MODE_0)
		return -ENODEV;
	*range = (struct mote_counter_range){.hertz = PIT_HERTZ, .mask = PIT_MASK};
	return 0;
}

uint64_t mote_pit_read(void)
{
	uint8_t low;

	mote_plat_out8(CONTROL, CONTROL_LATCH_0);
	low = mote_plat_in8(CHANNEL_0);
	return ~(mote_plat_in8(CHANNEL_0) << 8 | low) & PIT_MASK; /* it counts down */
}

MOTE_COUNTER(pit) = {
	.name = "8254 timer",
	.start = pit_start,
	.read = mote_pit_read,
	.rating = 400,
};
