/* SPDX-License-Identifier: BSD-3-Clause */
/* Deadlines by the TSC for those by the clock: never late, and soon exact. */
#include "../../drivers/apic/src/tsc_ratio.h"

#include <unit.h>

#define SECOND 1000000000ULL
#define YEAR (365ULL * 24 * 3600 * SECOND)

/* A machine: when it is, in picoseconds since the start, and how fast its TSC counts. */
static uint64_t picoseconds;
static uint64_t tsc_hertz;

static uint64_t clock_now(void)
{
	return 5 * SECOND + picoseconds / 1000;
}

static uint64_t tsc_at(uint64_t moment)
{
	return 1000 + (uint64_t)((unsigned __int128)moment * tsc_hertz / 1000000000000);
}

/* The interrupt comes when the TSC has reached VALUE, at once where it has already. */
static void wait_for_tsc(uint64_t value)
{
	uint64_t moment = (unsigned __int128)(value - 1000) * 1000000000000 / tsc_hertz;

	if (moment > picoseconds)
		picoseconds = moment;
	picoseconds += 1000000; /* the interrupt itself takes a microsecond */
}

/* Sleeps until DEADLINE; returns how many interrupts it took. */
static unsigned sleep_until(struct tsc_ratio *ratio, uint64_t deadline)
{
	unsigned interrupts = 0;

	while (clock_now() < deadline) {
		uint64_t tsc = tsc_at(picoseconds);

		picoseconds += 50000; /* the clock is read 50 ns after the TSC */
		wait_for_tsc(mote_tsc_ratio_deadline(ratio, tsc, clock_now(), deadline));
		interrupts++;
	}
	return interrupts;
}

static void begin(struct tsc_ratio *ratio, uint64_t hertz)
{
	tsc_hertz = hertz;
	picoseconds = 0;
	mote_tsc_ratio_start(ratio, tsc_at(0), clock_now());
	picoseconds = 10000000;
}

static const uint64_t rates[] = {100000000, 1000000000, 2893202000, 5800000000};

#define RATES (sizeof(rates) / sizeof(rates[0]))

static void is_never_late(void **state)
{
	(void)state;
	for (unsigned i = 0; i < RATES; i++) {
		struct tsc_ratio ratio;
		uint64_t wait = 1000;

		begin(&ratio, rates[i]);
		for (int round = 0; round < 60; round++) {
			uint64_t deadline = clock_now() + wait;

			sleep_until(&ratio, deadline);
			/* The interrupt's microsecond, and one of error. */
			assert_in_range(clock_now(), deadline, deadline + 2000);
			wait = wait * 3 / 2 % (20 * SECOND);
		}
	}
}

static void comes_early_a_few_times_at_first(void **state)
{
	(void)state;
	for (unsigned i = 0; i < RATES; i++) {
		struct tsc_ratio ratio;

		begin(&ratio, rates[i]);
		assert_in_range(sleep_until(&ratio, clock_now() + SECOND), 2, 10);
		assert_in_range(sleep_until(&ratio, clock_now() + SECOND), 1, 2);
		assert_in_range(sleep_until(&ratio, clock_now() + 8 * SECOND), 1, 2);
	}
}

static void long_sleeps(void **state)
{
	struct tsc_ratio ratio;
	uint64_t deadline;

	(void)state;
	begin(&ratio, 3000000000);
	sleep_until(&ratio, clock_now() + SECOND);
	deadline = clock_now() + 20 * 3600 * SECOND;
	assert_in_range(sleep_until(&ratio, deadline), 2, 10);
	assert_in_range(clock_now(), deadline, deadline + 1000000);
	/* What nobody lives to see is some moment to come. */
	assert_true(mote_tsc_ratio_deadline(&ratio, tsc_at(picoseconds), clock_now(),
					    UINT64_MAX - 1) > tsc_at(picoseconds));
	assert_true(mote_tsc_ratio_deadline(&ratio, tsc_at(picoseconds), clock_now(), YEAR) >
		    tsc_at(picoseconds));
}

static void what_has_passed_comes_at_once(void **state)
{
	struct tsc_ratio ratio;

	(void)state;
	begin(&ratio, 3000000000);
	assert_int_equal(mote_tsc_ratio_deadline(&ratio, 40000, clock_now(), 0), 40000);
	assert_int_equal(mote_tsc_ratio_deadline(&ratio, 40000, clock_now(), clock_now()), 40000);
}

static void at_the_very_start_it_comes_early(void **state)
{
	struct tsc_ratio ratio;

	(void)state;
	mote_tsc_ratio_start(&ratio, 1000, 77);
	assert_in_range(mote_tsc_ratio_deadline(&ratio, 1010, 77, 77 + SECOND), 1010, 1011);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		UNIT_TEST(is_never_late, "tsc ratio: never late by more than a microsecond"),
		UNIT_TEST(comes_early_a_few_times_at_first,
			  "tsc ratio: comes early only until it is measured well"),
		UNIT_TEST(long_sleeps, "tsc ratio: hours and years don't overflow"),
		UNIT_TEST(what_has_passed_comes_at_once,
			  "tsc ratio: what has passed comes at once"),
		UNIT_TEST(at_the_very_start_it_comes_early,
			  "tsc ratio: before anything is measured it comes early"),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
