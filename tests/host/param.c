/* SPDX-License-Identifier: BSD-3-Clause */
#include <mote/errno.h>
#include <mote/param.h>
#include <unit.h>

#define UNTOUCHED 4711

static void assert_number(const char *text, unsigned long should)
{
	unsigned long value = UNTOUCHED;

	assert_int_equal(mote_param_number(text, 0, ~0UL, &value), 0);
	assert_int_equal(value, should);
}

static void assert_no_number(const char *text, int error)
{
	unsigned long value = UNTOUCHED;

	assert_int_equal(mote_param_number(text, 10, 1 << 20, &value), error);
	assert_int_equal(value, UNTOUCHED);
}

static void reads_numbers(void **state)
{
	(void)state;
	assert_number("0", 0);
	assert_number("007", 7);
	assert_number("0x1F", 31);
	assert_number("0xabcdef", 0xabcdef);
	assert_number("4K", 4096);
	assert_number("0x10M", 16 << 20);
	assert_number("2G", 2UL << 30);
	assert_number("18446744073709551615", ~0UL);
	assert_number("0xffffffffffffffff", ~0UL);
	assert_number("17179869183G", 17179869183UL << 30);
}

static void refuses_other_forms(void **state)
{
	static const char *const forms[] = {"",	  " 1",	 "1 ", "x",   "0x",  "0xg", "-1",  "+1",
					    "1k", "1KK", "K",  "1.5", "0b1", "1M2", "0X10"};

	(void)state;
	for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++)
		assert_no_number(forms[i], -EINVAL);
}

static void refuses_what_is_out_of_range(void **state)
{
	(void)state;
	assert_no_number("9", -ERANGE);
	assert_no_number("1048577", -ERANGE);
	assert_no_number("1025K", -ERANGE);
	assert_no_number("18446744073709551616", -ERANGE);
	assert_no_number("99999999999999999999999", -ERANGE);
	assert_no_number("17179869184G", -ERANGE);
	assert_no_number("0x10000000000000000", -ERANGE);
}

static void finds_words(void **state)
{
	static const char *const words[] = {"none", "some", "all"};

	(void)state;
	assert_int_equal(mote_param_word("none", words, 3), 0);
	assert_int_equal(mote_param_word("all", words, 3), 2);
	assert_int_equal(mote_param_word("all", words, 2), -EINVAL);
	assert_int_equal(mote_param_word("al", words, 3), -EINVAL);
	assert_int_equal(mote_param_word("", words, 3), -EINVAL);
	assert_int_equal(mote_param_word("", words, 0), -EINVAL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		UNIT_TEST(reads_numbers, "param: numbers with base and suffix"),
		UNIT_TEST(refuses_other_forms, "param: other forms of a number are refused"),
		UNIT_TEST(refuses_what_is_out_of_range, "param: numbers out of range are refused"),
		UNIT_TEST(finds_words, "param: one of some words"),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
