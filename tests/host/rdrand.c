/* SPDX-License-Identifier: BSD-3-Clause */
/* The processor's random numbers, where the processor is broken in ways that some were. */
#include <mote/arch/cpuid.h>
#include <mote/entropy.h>
#include <mote/errno.h>
#include <mote/test_random.h>
#include <stdbool.h>
#include <string.h>
#include <unit.h>

#define RDRAND_INSTRUCTIONS_H
static bool read_rdseed(uint64_t *value);
static bool read_rdrand(uint64_t *value);

#include "../../drivers/rdrand/src/entropy.c"

enum health {
	GOOD,
	SLOW,	  /* gives a number at every thousandth attempt */
	SILENT,	  /* never does */
	ALL_ONES, /* and says that all is well, as some of AMD's after a suspend */
	CONSTANT,
	LATER_CONSTANT, /* from the hundredth number on */
};

static enum health health;
static bool has_seed, has_rand;
static unsigned attempts, seed_attempts;
static uint64_t random_state = 1;

struct mote_cpuid mote_arch_cpuid(uint32_t leaf)
{
	struct mote_cpuid result = {0};

	if (leaf == 1 && has_rand)
		result.c = 1u << 30;
	if (leaf == 7 && has_seed)
		result.b = 1u << 18;
	return result;
}

static bool read_rdrand(uint64_t *value)
{
	attempts++;
	*value = mote_test_random(&random_state);
	switch (health) {
	case GOOD:
		return true;
	case SLOW:
		return attempts % 1000 == 0;
	case SILENT:
		*value = 0;
		return false;
	case ALL_ONES:
		*value = UINT64_MAX;
		return true;
	case LATER_CONSTANT:
		if (attempts < 100)
			return true;
		/* fall through */
	default:
		*value = 4711;
		return true;
	}
}

static bool read_rdseed(uint64_t *value)
{
	seed_attempts++;
	return read_rdrand(value);
}

static int start_with(enum health its, bool seed, bool rand)
{
	health = its;
	has_seed = seed;
	has_rand = rand;
	attempts = seed_attempts = 0;
	return mote_entropy_source_rdrand.start();
}

static void takes_what_the_processor_has(void **state)
{
	uint8_t bytes[32];

	(void)state;
	assert_int_equal(start_with(GOOD, false, false), -ENODEV);
	assert_int_equal(attempts, 0);
	assert_int_equal(start_with(GOOD, false, true), 0);
	assert_int_equal(mote_entropy_source_rdrand.read(bytes, sizeof(bytes)), 0);
	assert_int_equal(seed_attempts, 0);
	assert_int_equal(start_with(GOOD, true, true), 0);
	assert_int_equal(mote_entropy_source_rdrand.read(bytes, sizeof(bytes)), 0);
	assert_int_equal(seed_attempts, attempts);
}

static void waits_but_not_for_ever(void **state)
{
	uint8_t bytes[32];

	(void)state;
	assert_int_equal(start_with(SLOW, true, true), 0);
	assert_int_equal(mote_entropy_source_rdrand.read(bytes, sizeof(bytes)), 0);
	assert_int_equal(start_with(SILENT, true, true), -ENODEV);
	assert_true(attempts < 100000);
	assert_int_equal(start_with(GOOD, true, true), 0);
	health = SILENT;
	assert_int_equal(mote_entropy_source_rdrand.read(bytes, sizeof(bytes)), -EIO);
}

static void refuses_what_is_always_the_same(void **state)
{
	uint8_t bytes[1000];

	(void)state;
	assert_int_equal(start_with(ALL_ONES, true, true), -ENODEV);
	assert_int_equal(start_with(CONSTANT, false, true), -ENODEV);
	assert_int_equal(start_with(LATER_CONSTANT, false, true), 0);
	assert_int_equal(mote_entropy_source_rdrand.read(bytes, sizeof(bytes)), -EIO);
}

static void fills_any_length(void **state)
{
	(void)state;
	assert_int_equal(start_with(GOOD, true, true), 0);
	for (size_t length = 0; length < 40; length++) {
		uint8_t bytes[60] = {0};

		assert_int_equal(mote_entropy_source_rdrand.read(bytes + 10, length), 0);
		for (size_t i = 0; i < sizeof(bytes); i++)
			if (i < 10 || i >= 10 + length)
				assert_int_equal(bytes[i], 0);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		UNIT_TEST(takes_what_the_processor_has, "rdrand: takes what the processor has"),
		UNIT_TEST(waits_but_not_for_ever, "rdrand: waits, but not for ever"),
		UNIT_TEST(refuses_what_is_always_the_same,
			  "rdrand: refuses what is always the same"),
		UNIT_TEST(fills_any_length, "rdrand: fills any length"),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
