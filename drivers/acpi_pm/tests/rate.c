/* SPDX-License-Identifier: BSD-3-Clause */
#include <mote/clock.h>
#include <mote/test.h>

#include "../src/pm_timer.h"

#define DURATION (30 * MOTE_NANOSECONDS_PER_MILLISECOND)

MOTE_TEST(acpi_pm_rate, "acpi_pm: the clock agrees with the ACPI timer to 5 %")
{
	struct mote_counter_clock other = {.read = mote_pm_timer_read};
	uint64_t before_first, behind_first, before_last, behind_last, first, last;

	if (mote_pm_timer_start(&other.range) != 0) {
		mote_test_skip("this machine has no such timer");
		return;
	}
	mote_counter_clock_start(&other);
	before_first = mote_clock_now();
	first = mote_counter_clock_now(&other);
	behind_first = mote_clock_now();
	do {
		before_last = mote_clock_now();
		last = mote_counter_clock_now(&other);
		behind_last = mote_clock_now();
	} while (before_last - behind_first < DURATION);
	/* The host may take the processor away between two readings. */
	MOTE_CHECK(last - first > (before_last - behind_first) * 95 / 100);
	MOTE_CHECK(last - first < (behind_last - before_first) * 105 / 100);
}
