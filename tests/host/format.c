/* SPDX-License-Identifier: BSD-3-Clause */
/* The formatter against the host's snprintf(). */
#include <mote/format.h>
#include <mote/test_random.h>
#include <stdio.h>
#include <string.h>
#include <unit.h>

#define TEXT_BYTES 128

/* The format is made at run time. */
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
#pragma GCC diagnostic ignored "-Wformat-security"

static const char *choose(uint64_t *random, const char *const choices[], size_t count)
{
	return choices[mote_test_random_below(random, count)];
}

#define CHOOSE(random, ...)                                                                        \
	choose(random, (const char *const[]){__VA_ARGS__},                                         \
	       sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *))

static void assert_same(const char *format, uint64_t value, int is_long)
{
	char is[TEXT_BYTES], should[TEXT_BYTES];
	size_t length;
	int expected;

	if (is_long) {
		length = mote_format(is, sizeof(is), format, value);
		expected = snprintf(should, sizeof(should), format, value);
	} else {
		length = mote_format(is, sizeof(is), format, (int)value);
		expected = snprintf(should, sizeof(should), format, (int)value);
	}
	if (strcmp(is, should) != 0)
		print_error("the format was %s, the value %#lx\n", format, value);
	assert_string_equal(is, should);
	assert_int_equal(length, expected);
}

static uint64_t random_value(uint64_t *random)
{
	static const uint64_t edges[] = {0,	     1,		9,	    10,		INT32_MAX,
					 UINT32_MAX, INT64_MAX, UINT64_MAX, 1ULL << 63, 255};

	if (mote_test_random_below(random, 2))
		return edges[mote_test_random_below(random, sizeof(edges) / sizeof(edges[0]))];
	return mote_test_random(random) * mote_test_random(random);
}

static void formats_numbers_as_the_host(void **state)
{
	uint64_t random = 1;

	(void)state;
	for (int i = 0; i < 50000; i++) {
		const char *length = CHOOSE(&random, "", "hh", "h", "l", "ll", "z", "j", "t");
		char format[32];

		snprintf(format, sizeof(format), "[%%%s%s%s%s%s]",
			 CHOOSE(&random, "", "-", "0", "-0"),
			 CHOOSE(&random, "", "1", "5", "12", "30"),
			 CHOOSE(&random, "", ".", ".0", ".1", ".7", ".21"), length,
			 CHOOSE(&random, "d", "i", "u", "x", "X"));
		assert_same(format, random_value(&random), *length && *length != 'h');
	}
}

static void assert_formats(const char *should, const char *format, ...)
{
	char is[TEXT_BYTES];
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(is, sizeof(is), format, arguments);
	va_end(arguments);
	assert_string_equal(is, should);
}

#define ASSERT_FORMATS(should, ...)                                                                \
	do {                                                                                       \
		char text[TEXT_BYTES];                                                             \
                                                                                                   \
		assert_int_equal(mote_format(text, sizeof(text), __VA_ARGS__), strlen(should));    \
		assert_string_equal(text, should);                                                 \
		assert_formats(should, __VA_ARGS__);                                               \
	} while (0)

static void formats_text_as_the_host(void **state)
{
	(void)state;
	ASSERT_FORMATS("[ab][   ab][ab   ][a]", "[%s][%5s][%-5s][%.1s]", "ab", "ab", "ab", "ab");
	ASSERT_FORMATS("[x][  x][x  ]", "[%c][%3c][%-3c]", 'x', 'x', 'x');
	ASSERT_FORMATS("[ 7][7 ][007]", "[%*d][%*d][%.*d]", 2, 7, -2, 7, 3, 7);
	ASSERT_FORMATS("100% of nothing", "100%% of %s", "nothing");
	ASSERT_FORMATS("0x1234", "%p", (void *)0x1234);
	ASSERT_FORMATS("", "%s", "");
	ASSERT_FORMATS("1 2 3 4 5 6 7 8", "%d %d %d %d %d %d %d %d", 1, 2, 3, 4, 5, 6, 7, 8);
}

static void reads_no_more_of_a_string_than_its_precision(void **state)
{
	const char unterminated[3] = {'a', 'b', 'c'};
	char text[8];

	(void)state;
	mote_format(text, sizeof(text), "%.3s", unterminated);
	assert_string_equal(text, "abc");
}

static void cuts_what_does_not_fit(void **state)
{
	(void)state;
	for (size_t size = 0; size < 12; size++) {
		char is[12], should[12];

		memset(is, 'x', sizeof(is));
		memset(should, 'x', sizeof(should));
		assert_int_equal(mote_format(is, size, "%d-%s", 12345, "abc"), 9);
		snprintf(should, size, "%d-%s", 12345, "abc");
		assert_memory_equal(is, should, sizeof(is));
	}
}

static void survives_odd_formats(void **state)
{
	char text[TEXT_BYTES];

	(void)state;
	/* Volatile, or the compiler would warn of what is tested. */
	assert_int_equal(mote_format(text, sizeof(text), *(const char *volatile[]){"%"}), 0);
	assert_int_equal(mote_format(text, sizeof(text), *(const char *volatile[]){"a%5"}), 1);
	assert_int_equal(mote_format(text, sizeof(text), *(const char *volatile[]){"%y"}, 1), 1);
	mote_format(text, sizeof(text), "%s", *(const char *volatile[]){NULL});
	assert_string_equal(text, "(null)");
	mote_format(text, sizeof(text), *(const char *volatile[]){"%0100d"}, 1);
	assert_int_equal(strlen(text), 100);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		UNIT_TEST(formats_numbers_as_the_host,
			  "format: 50,000 numbers as the host's printf"),
		UNIT_TEST(formats_text_as_the_host, "format: text as the host's printf"),
		UNIT_TEST(reads_no_more_of_a_string_than_its_precision,
			  "format: no more of a string is read than its precision"),
		UNIT_TEST(cuts_what_does_not_fit,
			  "format: what does not fit is cut, its length known"),
		UNIT_TEST(survives_odd_formats, "format: odd formats are survived"),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
