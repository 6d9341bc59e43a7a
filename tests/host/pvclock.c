/* SPDX-License-Identifier: BSD-3-Clause */
/* The paravirtual clock's arithmetic against a model in long numbers, and its version protocol. */
#include <mote/arch/stamp.h>
#include <mote/pvclock.h>
#include <mote/test_random.h>
#include <string.h>
#include <unit.h>

#define LIMBS 8

/* What the counter says next; each reading may be disturbed by an update. */
static uint64_t stamp;
static struct mote_pvclock page;
static int updates_left;
static struct mote_pvclock update;

uint64_t mote_arch_stamp(void)
{
	if (updates_left) {
		updates_left--;
		update.version = page.version + 2;
		page = update;
	}
	return stamp;
}

/*
 * TICKS * 2^SHIFT * MULTIPLIER / 2^32, rounded down twice as the specification does, in limbs of 16
 * bits, schoolbook fashion.
 */
static uint64_t model(uint64_t ticks, uint32_t multiplier, int shift)
{
	uint32_t a[LIMBS] = {0}, product[LIMBS + 2] = {0};
	uint64_t shifted = ticks, result = 0;

	for (; shift < 0; shift++)
		shifted /= 2;
	for (; shift > 0; shift--)
		shifted *= 2;
	for (int i = 0; i < 4; i++)
		a[i] = shifted >> 16 * i & 0xffff;
	for (int j = 0; j < 2; j++) {
		uint32_t digit = multiplier >> 16 * j & 0xffff;
		uint64_t carry = 0;

		for (int i = 0; i < 6; i++) {
			uint64_t sum = product[i + j] + (uint64_t)a[i] * digit + carry;

			product[i + j] = sum & 0xffff;
			carry = sum >> 16;
		}
	}
	for (int i = 0; i < 4; i++)
		result |= (uint64_t)product[i + 2] << 16 * i;
	return result;
}

static void scales_as_the_model(void **state)
{
	uint64_t random = 1;

	(void)state;
	for (int i = 0; i < 100000; i++) {
		uint64_t ticks = mote_test_random(&random) << 16 ^ mote_test_random(&random);
		uint32_t multiplier = (uint32_t)mote_test_random(&random);
		int shift = (int)mote_test_random_below(&random, 63) - 31;

		ticks >>= mote_test_random_below(&random, 64);
		assert_int_equal(mote_pvclock_scale(ticks, multiplier, shift),
				 model(ticks, multiplier, shift));
	}
}

static void set_page(uint64_t tsc, uint64_t nanoseconds)
{
	page = (struct mote_pvclock){.version = 2,
				     .tsc = tsc,
				     .nanoseconds = nanoseconds,
				     .multiplier = 1u << 31,
				     .shift = 0};
}

static void tells_the_time_since_the_update(void **state)
{
	uint64_t last = 0;

	(void)state;
	set_page(1000, 5000000);
	stamp = 3000;
	assert_int_equal(mote_pvclock_now(&page, &last), 5001000);
	/* For half a century without an update, at 4 GHz. */
	page.multiplier = 1u << 30;
	stamp = 1000 + 50ULL * 365 * 24 * 3600 * 4000000000ULL;
	assert_int_equal(mote_pvclock_now(&page, &last),
			 5000000 + 50ULL * 365 * 24 * 3600 * 1000000000ULL);
}

/* As Xen has it in a domain that it has just begun, whose counter was 0 then. */
static void an_update_of_before_the_counter_was_zero(void **state)
{
	uint64_t last = 0;

	(void)state;
	set_page(-(uint64_t)4000, 300);
	stamp = 2000;
	assert_int_equal(mote_pvclock_now(&page, &last), 3300);
}

static void reads_again_what_was_updated_meanwhile(void **state)
{
	uint64_t last = 0;

	(void)state;
	set_page(0, 100);
	stamp = 2000;
	set_page(1000, 700);
	update = page;
	set_page(0, 100);
	updates_left = 3;
	assert_int_equal(mote_pvclock_now(&page, &last), 1200);
	assert_int_equal(updates_left, 0);
}

static void survives_an_update_without_end(void **state)
{
	uint64_t last = 77;

	(void)state;
	set_page(0, 100);
	page.version = 3;
	assert_int_equal(mote_pvclock_now(&page, &last), 77);
}

static void never_goes_backwards(void **state)
{
	uint64_t random = 5, last = 0, before = 0;

	(void)state;
	stamp = 1 << 20;
	for (int i = 0; i < 10000; i++) {
		uint64_t now;

		/* Updates that disagree with each other, and counters that were set back. */
		set_page(stamp - mote_test_random_below(&random, 5000) + 1000,
			 before + mote_test_random_below(&random, 1000));
		stamp += mote_test_random_below(&random, 3000);
		now = mote_pvclock_now(&page, &last);
		assert_true(now >= before);
		before = now;
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		UNIT_TEST(scales_as_the_model, "pvclock: scales as long numbers do"),
		UNIT_TEST(tells_the_time_since_the_update, "pvclock: for half a century"),
		UNIT_TEST(an_update_of_before_the_counter_was_zero,
			  "pvclock: an update of before the counter was 0"),
		UNIT_TEST(reads_again_what_was_updated_meanwhile,
			  "pvclock: reads again what was updated meanwhile"),
		UNIT_TEST(survives_an_update_without_end, "pvclock: an update without end"),
		UNIT_TEST(never_goes_backwards, "pvclock: never backwards, whatever is written"),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
