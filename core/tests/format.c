/* SPDX-License-Identifier: BSD-3-Clause */
/* The formatter as it is compiled for images; tests/host compares it with a C library's. */
#include <mote/format.h>
#include <mote/test.h>

#define CHECK_FORMAT(should, ...)                                                                  \
	do {                                                                                       \
		char text[64];                                                                     \
                                                                                                   \
		mote_format(text, sizeof(text), __VA_ARGS__);                                      \
		MOTE_CHECK_EQUAL_STRING(text, should);                                             \
	} while (0)

MOTE_TEST(format_numbers, "format: numbers of every length")
{
	CHECK_FORMAT("-1 255 ff FF", "%d %u %x %X", -1, 255u, 255u, 255u);
	CHECK_FORMAT("-1 65535 -2147483648", "%hhd %hu %d", 0xff, 0x1ffff, INT32_MIN);
	CHECK_FORMAT("-9223372036854775808", "%ld", INT64_MIN);
	CHECK_FORMAT("18446744073709551615", "%zu", SIZE_MAX);
}

MOTE_TEST(format_padding, "format: width, precision and flags")
{
	CHECK_FORMAT("[   42][42   ][00042]", "[%5d][%-5d][%05d]", 42, 42, 42);
	CHECK_FORMAT("[-0042][  007]", "[%05d][%5.3d]", -42, 7);
	CHECK_FORMAT("[   ab][ab]", "[%*s][%.*s]", 5, "ab", 2, "abcdef");
}

MOTE_TEST(format_text, "format: strings, characters, pointers and %%")
{
	CHECK_FORMAT("a b c %", "%s %c %s %%", "a", 'b', "c");
	CHECK_FORMAT("0x1000", "%p", (void *)0x1000);
}

MOTE_TEST(format_cut, "format: text that doesn't fit is cut and its length known")
{
	char text[4] = "xyz";

	MOTE_CHECK_EQUAL(mote_format(text, sizeof(text), "%s", "123456"), 6);
	MOTE_CHECK_EQUAL_STRING(text, "123");
	MOTE_CHECK_EQUAL(mote_format(text, 0, "abc"), 3);
	MOTE_CHECK_EQUAL_STRING(text, "123");
}
