/* SPDX-License-Identifier: BSD-3-Clause */
#include <mote/errno.h>
#include <unit.h>

static void names_errors_of_either_sign(void **state)
{
	(void)state;
	assert_string_equal(mote_error_name(ENOMEM), "ENOMEM");
	assert_string_equal(mote_error_name(-ENOMEM), "ENOMEM");
	assert_string_equal(mote_error_name(-EDEADLK), "EDEADLK");
	assert_string_equal(mote_error_name(ENOTSUP), "ENOTSUP");
}

static void says_what_it_does_not_know(void **state)
{
	(void)state;
	assert_string_equal(mote_error_name(0), "?");
	assert_string_equal(mote_error_name(9999), "?");
	assert_string_equal(mote_error_name(INT32_MIN + 1), "?");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		UNIT_TEST(names_errors_of_either_sign, "error name: of either sign"),
		UNIT_TEST(says_what_it_does_not_know, "error name: unknown ones are marked"),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
