/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The local APIC's timer as a counter, by which clocks are measured on machines that have nothing
 * better, such as QEMU's microvm. Only until the event timer is set for the first time.
 */
#include <mote/apic.h>
#include <mote/counter.h>
#include <mote/errno.h>

#include "timer.h"

static int start(struct mote_counter_range *range)
{
	int error = mote_apic_start();

	if (error)
		return error;
	range->hertz = mote_apic_timer_rate();
	range->mask = UINT32_MAX;
	if (!range->hertz)
		return -ENODEV;
	mote_apic_timer_run();
	return 0;
}

static uint64_t read(void)
{
	return mote_apic_timer_elapsed();
}

MOTE_COUNTER(apic) = {
	.name = "local APIC",
	.start = start,
	.read = read,
	.rating = 500,
	.transient = true,
};
