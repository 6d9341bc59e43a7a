/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The measured clock in a world of simulated counters: time passes with each reading, now and then
 * the hypervisor takes the processor away, and clocks are read after any time. What it must hold to:
 * never backwards, the rate within what it says that it knows, and within millionths at last.
 */
#include <mote/clock.h>
#include <mote/counter.h>
#include <mote/log.h>
#include <mote/test_random.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unit.h>

/* Warnings are counted. */
#undef CONFIG_LOG_LEVEL
#define CONFIG_LOG_LEVEL MOTE_LOG_WARNING

#define TSC_REGISTERS_H
static uint64_t read_tsc(void);

/* The table of counters is the test's. */
#undef MOTE_TABLE_DEFINE
#define MOTE_TABLE_DEFINE(type, table) struct nothing
static struct mote_counter world_counters[2];
static size_t world_counter_count;
#define mote_table_counter_begin world_counters
#define mote_table_counter_end (world_counters + world_counter_count)

#include "../../drivers/tsc/src/line.c"
#include "../../drivers/tsc/src/measured.c"

#define NS 1000ULL /* picoseconds */
#define US (1000 * NS)
#define MS (1000 * US)
#define SECOND (1000 * MS)

/* A counter of the world, and what is wrong with it. */
struct device {
	struct mote_counter_range range;
	uint64_t read_time; /* how long a reading takes */
	double speed;	    /* of the rate that it should have; 0: it stands still */
	uint64_t started_at;
	uint64_t taken_at; /* from then on somebody else sets it */
	bool absent;
};

static struct device devices[2];
static uint64_t now_ps;
static uint64_t random_state;
static double tsc_per_ps;
static int64_t tsc_offset;
static bool is_rough; /* the hypervisor takes the processor away now and then */

static void pass(uint64_t picoseconds)
{
	now_ps += picoseconds + mote_test_random_below(&random_state, picoseconds + 1);
	if (is_rough && mote_test_random_below(&random_state, 50) == 0)
		now_ps += mote_test_random_below(&random_state, 3 * MS);
}

static uint64_t tsc_now(void)
{
	return (uint64_t)((long double)now_ps * tsc_per_ps) + (uint64_t)tsc_offset;
}

static uint64_t read_tsc(void)
{
	uint64_t value;

	pass(10 * NS);
	value = tsc_now();
	pass(10 * NS);
	return value;
}

static uint64_t read_device(const struct device *device)
{
	long double seconds;
	uint64_t count;

	pass(device->read_time / 2);
	seconds = (long double)(now_ps - device->started_at) / SECOND;
	count = (uint64_t)(seconds * (long double)device->range.hertz * device->speed);
	if (device->taken_at && now_ps > device->taken_at)
		count = 0xffffffff - mote_test_random_below(&random_state, 1u << 30);
	pass(device->read_time / 2);
	return count & device->range.mask;
}

static int start_device(struct device *device, struct mote_counter_range *range)
{
	*range = device->range;
	device->started_at = now_ps;
	return device->absent ? -ENODEV : 0;
}

#define DEVICE(number)                                                                             \
	static uint64_t read_##number(void)                                                        \
	{                                                                                          \
		return read_device(&devices[number]);                                              \
	}                                                                                          \
	static int start_##number(struct mote_counter_range *range)                                \
	{                                                                                          \
		return start_device(&devices[number], range);                                      \
	}

DEVICE(0)
DEVICE(1)

static unsigned warnings;

void mote_log(int level, const char *name, const char *format, ...)
{
	(void)level;
	(void)name;
	(void)format;
	warnings++;
}

static jmp_buf panicked;

void mote_panic(const char *format, ...)
{
	(void)format;
	longjmp(panicked, 1);
}

static const struct device pit = {{1193182, 0xffff}, 3 * US, 1, 0, 0, false};
static const struct device pm_timer = {{3579545, 0xffffff}, 1 * US, 1, 0, 0, false};
static const struct device hpet = {{100000000, UINT32_MAX}, 1 * US, 1, 0, 0, false};
static const struct device apic = {{1000000000, 0xffffffff}, 200 * NS, 1, 0, 0, false};

/* A world of such devices, the first of the highest rating; the image has just begun in it. */
static void open_world(uint64_t seed, const struct device *first, const struct device *second)
{
	random_state = seed * 0x9e3779b97f4a7c15 + 1;
	tsc_per_ps = 0.0005 + (double)mote_test_random_below(&random_state, 5500) / 1e6;
	now_ps = mote_test_random_below(&random_state, 1000 * SECOND);
	tsc_offset = 0;
	is_rough = false;
	warnings = 0;
	devices[0] = *first;
	devices[1] = second ? *second : *first;
	world_counter_count = second ? 2 : 1;
	world_counters[0] = (struct mote_counter){"first", start_0, read_0, 200, false};
	world_counters[1] = (struct mote_counter){"second", start_1, read_1, 100, false};
	memset(references, 0, sizeof(references));
	reference_count = 0;
	known = (struct tsc_rate){TSC_FASTEST, TSC_SLOWEST};
	mote_tsc_line = (struct tsc_line){0};
}

static long double true_multiplier(void)
{
	return (1 / ((long double)tsc_per_ps * 1000)) * (1ULL << TSC_FRACTION);
}

/* How far the clock's rate is off, as a part. */
static long double rate_error(void)
{
	long double error = (long double)mote_tsc_line.multiplier / true_multiplier() - 1;

	return error < 0 ? -error : error;
}

/* Reads the clock, which must not go backwards; the rate must be where it says that it is. */
static uint64_t read_clock(uint64_t before)
{
	uint64_t now = mote_tsc_now();

	assert_true(now >= before);
	/* But for what rounding adds. */
	assert_true(known.low <= true_multiplier() * (1 + 3e-8L));
	assert_true(known.high >= true_multiplier() * (1 - 3e-8L));
	return now;
}

/* A time to wait, of any magnitude from a nanosecond up to LONGEST. */
static uint64_t any_time(uint64_t longest)
{
	uint64_t limit = longest >> mote_test_random_below(&random_state, 30);

	return mote_test_random_below(&random_state, (limit ? limit : 1) + NS);
}

/* Lives on with readings at random until the time END. Returns the last reading. */
static uint64_t live_until(uint64_t end, uint64_t longest, uint64_t before)
{
	while (now_ps < end) {
		now_ps += any_time(longest);
		before = read_clock(before);
	}
	return before;
}

static const struct device *const kinds[] = {&apic, &pit, &hpet, &pm_timer};

static void converges_from_any_counter(void **state)
{
	(void)state;
	for (uint64_t seed = 1; seed <= 8 * UNIT_SEEDS; seed++) {
		const struct device *first = kinds[seed % 4];
		const struct device *second = seed & 4 ? kinds[seed / 8 % 4] : NULL;
		uint64_t begin, from, to, from_ps;

		if (seed % 8 == 1)
			print_message("# seeds from %lu on\n", seed);
		open_world(seed, first, second);
		is_rough = seed & 64;
		assert_int_equal(measured_start(), 0);
		begin = now_ps;
		from = live_until(begin + 100 * SECOND, seed & 32 ? 20 * SECOND : SECOND, 0);
		/* All the time since the start is told, but for what starting took. */
		assert_true(from / 1e9L > 0.99999L * (now_ps - begin) / SECOND - 0.05L);
		assert_true(from / 1e9L < 1.00001L * (now_ps - begin) / SECOND + 0.05L);
		from = read_clock(from);
		from_ps = now_ps;
		now_ps += 1000 * SECOND;
		to = read_clock(from);
		assert_true((double)(to - from) * NS / (double)(now_ps - from_ps) > 0.99998);
		assert_true((double)(to - from) * NS / (double)(now_ps - from_ps) < 1.00002);
		assert_int_equal(warnings, 0);
	}
}

/* A reading a microsecond from the start on, as a program that looks all the time does. */
static void is_never_far_behind(void **state)
{
	(void)state;
	for (uint64_t seed = 1; seed <= UNIT_SEEDS; seed++) {
		uint64_t begin, last = 0;

		print_message("# seed %lu\n", seed);
		open_world(seed, &apic, &pit);
		begin = now_ps;
		assert_int_equal(measured_start(), 0);
		/* What the start itself took. */
		assert_true(now_ps - begin < 20 * US);
		while (now_ps < begin + 20 * MS) {
			uint64_t elapsed = (now_ps - begin) / NS;

			last = read_clock(last);
			/* Never ahead, but for the reading's own time. */
			assert_true(last <= elapsed + elapsed / 1000000 + 2000);
			assert_true(last + 40000 > elapsed);
			now_ps += mote_test_random_below(&random_state, US);
		}
		/* By then it is known well. */
		assert_true(rate_error() < 0.001L);
	}
}

/* The first reading comes late, when the counter has begun anew who knows how often. */
static void a_late_first_reading(void **state)
{
	(void)state;
	for (uint64_t seed = 1; seed <= UNIT_SEEDS; seed++) {
		uint64_t begin, elapsed, told;

		open_world(seed, &pit, NULL);
		assert_int_equal(measured_start(), 0);
		begin = now_ps;
		now_ps += any_time(5 * SECOND);
		told = read_clock(0);
		elapsed = (now_ps - begin) / NS;
		/* It waits until it is known to an eighth. */
		assert_true(told <= elapsed);
		assert_true(told + 20000 + elapsed / 7 > elapsed);
		live_until(now_ps + 100 * SECOND, SECOND, told);
		assert_true(rate_error() < 2e-6L);
	}
}

static void a_stuck_counter_is_left_out(void **state)
{
	(void)state;
	for (uint64_t seed = 1; seed <= UNIT_SEEDS; seed++) {
		open_world(seed, kinds[seed % 4], kinds[seed / 4 % 4]);
		devices[seed & 1].speed = 0;
		assert_int_equal(measured_start(), 0);
		live_until(now_ps + 30 * SECOND, SECOND, 0);
		assert_true(rate_error() < 1e-4L);
		assert_int_equal(warnings, 1);
	}
	/* Where there is no other there is no clock. */
	open_world(1, &pit, NULL);
	devices[0].speed = 0;
	assert_int_equal(measured_start(), -ENODEV);
}

static void a_lying_counter_is_left_out(void **state)
{
	static const double lies[] = {0.5, 2, 0.1, 100};

	(void)state;
	for (uint64_t seed = 1; seed <= UNIT_SEEDS; seed++) {
		open_world(seed, &hpet, kinds[seed / 4 % 4]);
		devices[1].speed = lies[seed % 4];
		assert_int_equal(measured_start(), 0);
		live_until(now_ps + 30 * SECOND, SECOND, 0);
		assert_true(rate_error() < 1e-4L);
		assert_int_equal(warnings, 1);
	}
	/* The better rated one, by rates that no processor has. */
	open_world(1, &hpet, &pm_timer);
	tsc_per_ps = 0.003;
	devices[0].speed = 100;
	assert_int_equal(measured_start(), 0);
	live_until(now_ps + 30 * SECOND, SECOND, 0);
	assert_true(rate_error() < 1e-4L);
}

/* The local APIC's timer becomes the event timer at any moment, without a word. */
static void a_counter_is_taken_away(void **state)
{
	(void)state;
	for (uint64_t seed = 1; seed <= 4 * UNIT_SEEDS; seed++) {
		uint64_t last;

		open_world(seed, &apic, &pit);
		world_counters[0].transient = true;
		assert_int_equal(measured_start(), 0);
		devices[0].taken_at = now_ps + any_time(SECOND);
		last = live_until(now_ps + 60 * SECOND, SECOND, 0);
		assert_true(rate_error() < 2e-6L);
		assert_int_equal(warnings, 0);
		read_clock(last);
	}
}

static void the_counter_is_set_back(void **state)
{
	(void)state;
	for (uint64_t seed = 1; seed <= UNIT_SEEDS; seed++) {
		uint64_t last;

		open_world(seed, &hpet, &pit);
		assert_int_equal(measured_start(), 0);
		last = live_until(now_ps + SECOND * (seed % 20), SECOND, 0);
		tsc_offset = -(int64_t)(tsc_now() / 2);
		last = live_until(now_ps + 30 * SECOND, SECOND, last);
		assert_true(rate_error() < 1e-4L);
	}
}

static void no_counter_no_clock(void **state)
{
	(void)state;
	open_world(1, &pit, &pm_timer);
	devices[0].absent = devices[1].absent = true;
	assert_int_equal(measured_start(), -ENODEV);
	/* All lie, and only the first reading shows it. */
	open_world(2, &hpet, &pm_timer);
	tsc_per_ps = 0.003;
	devices[0].speed = devices[1].speed = 1000;
	assert_int_equal(measured_start(), 0);
	now_ps += MS;
	if (setjmp(panicked) == 0) {
		mote_tsc_now();
		fail();
	}
}

/* For centuries nothing overflows, at the rates that there are. */
static void counts_for_centuries(void **state)
{
	uint64_t year = (uint64_t)(365.25 * 24 * 3600 * 1e9);

	(void)state;
	for (double rate = 0.5; rate <= 8; rate *= 2) {
		uint64_t multiplier = (uint64_t)((1ULL << TSC_FRACTION) / rate);

		/* The counter itself lasts for 2^64 ticks. */
		for (uint64_t years = 1; years <= 500 && years * year < UINT64_MAX / rate;
		     years++) {
			uint64_t ticks = (uint64_t)((long double)years * year * rate);

			assert_true(mote_tsc_scale(ticks, multiplier) / 1e9L >
				    years * (long double)year / 1e9L - 1);
			assert_true(mote_tsc_scale(ticks, multiplier) / 1e9L <
				    years * (long double)year / 1e9L + 1);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		UNIT_TEST(converges_from_any_counter, "tsc: converges from any counters"),
		UNIT_TEST(is_never_far_behind, "tsc: the first milliseconds"),
		UNIT_TEST(a_late_first_reading, "tsc: a late first reading"),
		UNIT_TEST(a_stuck_counter_is_left_out, "tsc: a stuck counter is left out"),
		UNIT_TEST(a_lying_counter_is_left_out, "tsc: a lying counter is left out"),
		UNIT_TEST(a_counter_is_taken_away, "tsc: a counter is taken away"),
		UNIT_TEST(the_counter_is_set_back, "tsc: the counter is set back"),
		UNIT_TEST(no_counter_no_clock, "tsc: no counter, no clock"),
		UNIT_TEST(counts_for_centuries, "tsc: counts for centuries"),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
