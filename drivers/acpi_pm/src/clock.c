/* SPDX-License-Identifier: BSD-3-Clause */
#include <mote/clock.h>

#include "pm_timer.h"

static struct mote_counter_clock clock = {.read = mote_pm_timer_read};

static int acpi_pm_clock_start(void)
{
	int error = mote_pm_timer_start(&clock.range);

	if (!error)
		mote_counter_clock_start(&clock);
	return error;
}

static uint64_t acpi_pm_clock_now(void)
{
	return mote_counter_clock_now(&clock);
}

MOTE_CLOCK(acpi_pm) = {
	.name = "ACPI timer",
	.start = acpi_pm_clock_start,
	.now = acpi_pm_clock_now,
	.rating = 100,
};
