/* SPDX-License-Identifier: BSD-3-Clause */
/* The functions of string.h, some of which are assembly and so can only be tested here. */
#include <mote/string.h>
#include <mote/test.h>

#define BYTES 64

/*
 * A memcpy() that is right by its looks, and that the compiler does not turn into a call of
 * memcpy().
 */
static void copy_slowly(volatile unsigned char *to, const volatile unsigned char *from,
			size_t bytes)
{
	for (size_t i = 0; i < bytes; i++)
		to[i] = from[i];
}

static void fill_rising(unsigned char *bytes, size_t count)
{
	for (size_t i = 0; i < count; i++)
		bytes[i] = (unsigned char)(i + 1);
}

MOTE_TEST(string_memcpy, "string: memcpy copies each length and nothing beside")
{
	unsigned char from[BYTES], to[BYTES], should[BYTES];

	fill_rising(from, BYTES);
	for (size_t length = 0; length + 2 < BYTES; length++) {
		memset(to, 0xee, BYTES);
		memset(should, 0xee, BYTES);
		copy_slowly(should + 1, from, length);
		MOTE_CHECK(memcpy(to + 1, from, length) == to + 1);
		MOTE_REQUIRE(memcmp(to, should, BYTES) == 0);
	}
}

MOTE_TEST(string_memmove, "string: memmove copies overlapping memory both ways")
{
	unsigned char moved[BYTES], should[BYTES];

	for (size_t from = 0; from < 16; from++) {
		for (size_t to = 0; to < 16; to++) {
			fill_rising(moved, BYTES);
			fill_rising(should, BYTES);
			for (size_t i = 0; i < 40; i++)
				should[to + i] = (unsigned char)(from + i + 1);
			MOTE_CHECK(memmove(moved + to, moved + from, 40) == moved + to);
			MOTE_REQUIRE(memcmp(moved, should, BYTES) == 0);
		}
	}
}

MOTE_TEST(string_memset, "string: memset fills with the low byte of its value")
{
	unsigned char bytes[8] = {0};

	MOTE_CHECK(memset(bytes + 1, 0x1234, 6) == bytes + 1);
	MOTE_CHECK_EQUAL(bytes[0], 0);
	MOTE_CHECK_EQUAL(bytes[1], 0x34);
	MOTE_CHECK_EQUAL(bytes[6], 0x34);
	MOTE_CHECK_EQUAL(bytes[7], 0);
}

MOTE_TEST(string_compare, "string: comparisons are of unsigned bytes")
{
	MOTE_CHECK(memcmp("a\xff", "a\x01", 2) > 0);
	MOTE_CHECK(memcmp("a\x01", "a\xff", 2) < 0);
	MOTE_CHECK_EQUAL(memcmp("ab", "ac", 1), 0);
	MOTE_CHECK(strcmp("a\xff", "a\x01") > 0);
	MOTE_CHECK(strcmp("ab", "abc") < 0);
	MOTE_CHECK_EQUAL(strcmp("", ""), 0);
	MOTE_CHECK_EQUAL(strncmp("abc", "abd", 2), 0);
	MOTE_CHECK(strncmp("abc", "abd", 3) < 0);
	MOTE_CHECK_EQUAL(strncmp("ab", "ab", 9), 0);
}

MOTE_TEST(string_length, "string: lengths")
{
	MOTE_CHECK_EQUAL(strlen(""), 0);
	MOTE_CHECK_EQUAL(strlen("four"), 4);
	MOTE_CHECK_EQUAL(strnlen("four", 2), 2);
	MOTE_CHECK_EQUAL(strnlen("four", 9), 4);
}
