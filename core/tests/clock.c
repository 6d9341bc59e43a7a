/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The clock, and how it is chosen: this image has clocks and a timer that make no sense, rated above
 * all others.
 */
#include <mote/clock.h>
#include <mote/errno.h>
#include <mote/event_timer.h>
#include <mote/string.h>
#include <mote/test.h>

#define READINGS 100000

/* Which of them were tried, in this order. */
static unsigned tried[4];
static unsigned tried_count;

static int try(unsigned number, int result)
{
	tried[tried_count++] = number;
	return result;
}

static int absent_start(void)
{
	return try(0, -ENODEV);
}

static int stuck_start(void)
{
	return try(1, 0);
}

static int backwards_start(void)
{
	return try(2, 0);
}

static int jumping_start(void)
{
	return try(3, 0);
}

static uint64_t stuck_now(void)
{
	return 1000000;
}

static uint64_t backwards_now(void)
{
	static uint64_t now = 1ULL << 40;

	return now--;
}

static uint64_t jumping_now(void)
{
	static uint64_t now;

	return now += 1ULL << 50;
}

/* A clock that isn't there is never read. */
MOTE_CLOCK(test_absent) = {"absent", absent_start, NULL, 4000000003u};
MOTE_CLOCK(test_stuck) = {"a clock that stands still", stuck_start, stuck_now, 4000000002u};
MOTE_CLOCK(test_backwards) = {"a clock that counts backwards", backwards_start, backwards_now,
			      4000000001u};
MOTE_CLOCK(test_jumping) = {"a clock that jumps", jumping_start, jumping_now, 4000000001u};

static unsigned timer_tried;

static int timer_start(void)
{
	timer_tried++;
	return -ENODEV;
}

MOTE_EVENT_TIMER(test_absent) = {"absent", timer_start, NULL, 4000000000u};

MOTE_TEST(clock_choice, "clock: those that make no sense are tried by rating, and refused")
{
	MOTE_CHECK_EQUAL(tried_count, MOTE_ARRAY_SIZE(tried));
	/* Of the same rating: by the name, as the linker sorts them. */
	MOTE_CHECK_EQUAL(tried[0], 0);
	MOTE_CHECK_EQUAL(tried[1], 1);
	MOTE_CHECK_EQUAL(tried[2], 2);
	MOTE_CHECK_EQUAL(tried[3], 3);
	MOTE_CHECK(strncmp(mote_clock_name(), "a clock", 7) != 0);
	MOTE_CHECK_EQUAL(timer_tried, 1);
	mote_test_note("the clock is %s", mote_clock_name());
}

MOTE_TEST(clock_forwards, "clock: never backwards, and not for ever the same")
{
	uint64_t begin = mote_clock_now();
	uint64_t before = begin;

	for (int i = 0; i < READINGS; i++) {
		uint64_t now = mote_clock_now();

		if (now < before)
			MOTE_CHECK_EQUAL(now, before);
		before = now;
	}
	MOTE_CHECK(before > begin);
	/* No machine takes an hour for this. */
	MOTE_CHECK(before - begin < 3600 * MOTE_NANOSECONDS_PER_SECOND);
}

MOTE_TEST(clock_after, "clock: a deadline beyond what can be counted never comes")
{
	uint64_t now = mote_clock_now();

	MOTE_CHECK_EQUAL(mote_clock_after(MOTE_NEVER), MOTE_NEVER);
	MOTE_CHECK_EQUAL(mote_clock_after(MOTE_NEVER - now), MOTE_NEVER);
	MOTE_CHECK(mote_clock_after(1000) >= now + 1000);
	MOTE_CHECK(mote_clock_after(1000) < MOTE_NEVER);
}
