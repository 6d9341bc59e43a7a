/* SPDX-License-Identifier: BSD-3-Clause */
#include <mote/clock.h>
#include <mote/errno.h>
#include <mote/test.h>

#define DAY (86400 * MOTE_NANOSECONDS_PER_SECOND)
/* 2020-01-01 and 2200-01-01. */
#define EARLIEST (1577836800 * MOTE_NANOSECONDS_PER_SECOND)
#define LATEST (7258118400 * MOTE_NANOSECONDS_PER_SECOND)

/* A device that is better than all others, and has no sensible date. */
static unsigned asked;

static int broken_read(uint64_t *nanoseconds)
{
	asked++;
	*nanoseconds = 1;
	return -EIO;
}

MOTE_WALL_CLOCK(test_broken) = {"broken", broken_read, 4000000000u};

MOTE_TEST(wall_clock, "wall clock: read once, runs with the monotonic one, can be set")
{
	uint64_t device = 0;
	uint64_t later, before;
	int error = mote_wall_clock_now(&device);

	MOTE_CHECK(asked >= 1);
	MOTE_CHECK(error == 0 || error == -ENODEV);
	if (error == 0) {
		unsigned asked_before = asked;

		MOTE_CHECK(device > EARLIEST && device < LATEST);
		mote_test_note("the wall clock says %llu", device / MOTE_NANOSECONDS_PER_SECOND);
		MOTE_CHECK_EQUAL(mote_wall_clock_now(&later), 0);
		MOTE_CHECK(later >= device && later < device + DAY);
		MOTE_CHECK_EQUAL(asked, asked_before);
	}
	before = mote_clock_now();
	mote_wall_clock_set(LATEST);
	MOTE_CHECK_EQUAL(mote_wall_clock_now(&later), 0);
	MOTE_CHECK(later >= LATEST && later <= LATEST + mote_clock_now() - before);
	if (error == 0)
		mote_wall_clock_set(device + mote_clock_now() - before);
}
