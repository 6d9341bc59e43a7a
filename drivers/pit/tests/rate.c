/* SPDX-License-Identifier: BSD-3-Clause */
/* The clock beside the 8254, which is read and not started: a clock may be measured by it. */
#include <mote/clock.h>
#include <mote/plat.h>
#include <mote/test.h>

#include "../src/pit.h"

#define DURATION (10 * MOTE_NANOSECONDS_PER_MILLISECOND)
/* Where it does not move within so many readings there is none. */
#define PATIENCE 1000
/* The count begins anew after 55 ms: where more than this passes between two readings nobody knows. */
#define LONGEST_GAP (25 * MOTE_NANOSECONDS_PER_MILLISECOND)
/* How often the host may take the processor away for so long. */
#define ATTEMPTS 100

static uint64_t read_pit(void)
{
	unsigned long flags = mote_plat_irq_save();
	uint64_t count = mote_pit_read();

	mote_plat_irq_restore(flags);
	return count;
}

static bool is_there(void)
{
	uint64_t first = read_pit();

	for (int patience = PATIENCE; patience; patience--)
		if (read_pit() != first)
			return true;
	return false;
}

/*
 * Counts for DURATION; stores nanoseconds by the 8254, and by the clock at the least and at the most:
 * the host may take the processor away between two readings. Returns whether it was read often enough.
 */
static bool count(uint64_t *by_pit, uint64_t *least, uint64_t *most)
{
	uint64_t counts = 0;
	uint64_t before_first = mote_clock_now();
	uint64_t last_count = read_pit();
	uint64_t behind_first = mote_clock_now();
	uint64_t before_last = behind_first, behind_last = behind_first;

	while (behind_last - before_first < DURATION) {
		uint64_t previous = before_last;
		uint64_t now_count;

		before_last = mote_clock_now();
		now_count = read_pit();
		behind_last = mote_clock_now();
		if (behind_last - previous > LONGEST_GAP)
			return false;
		counts += (now_count - last_count) & PIT_MASK;
		last_count = now_count;
	}
	*by_pit = counts * MOTE_NANOSECONDS_PER_SECOND / PIT_HERTZ;
	*least = before_last - behind_first;
	*most = behind_last - before_first;
	return *most - *least < *most / 50;
}

MOTE_TEST(pit_rate, "pit: the clock agrees with the 8254 to 5 %")
{
	uint64_t by_pit = 0, least = 0, most = 0;
	int attempt = 0;

	if (!is_there()) {
		mote_test_skip("this machine has no 8254 timer, or nobody has started it");
		return;
	}
	while (!count(&by_pit, &least, &most) && attempt < ATTEMPTS)
		attempt++;
	MOTE_REQUIRE(attempt < ATTEMPTS);
	MOTE_CHECK(by_pit > least * 95 / 100);
	MOTE_CHECK(by_pit < most * 105 / 100);
}
