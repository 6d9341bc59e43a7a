/* SPDX-License-Identifier: BSD-3-Clause */
/* Strings of every length and alignment, characters, locales. */
#define _GNU_SOURCE
#include <ctype.h>
#include <errno.h>
#include <limits.h>
#include <locale.h>
#include <mote/test.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <uchar.h>
#include <wchar.h>
#include <wctype.h>

#define ROOM 80

/* Each length at each alignment against loops that are too simple to be wrong. */
static void check_memory_functions(size_t at, size_t bytes)
{
	static unsigned char from[ROOM], to[ROOM];
	size_t wrong = 0;

	for (size_t i = 0; i < ROOM; i++) {
		from[i] = i * 7 + 1;
		to[i] = 0;
	}
	memcpy(to + at, from + 3, bytes);
	for (size_t i = 0; i < ROOM; i++)
		wrong += to[i] !=
			 (i >= at && i < at + bytes ? (unsigned char)((i - at + 3) * 7 + 1) : 0);
	MOTE_CHECK_EQUAL(memcmp(to + at, from + 3, bytes), 0);
	memmove(from + at, from, bytes);
	for (size_t i = 0; i < bytes; i++)
		wrong += from[at + i] != (unsigned char)(i * 7 + 1);
	memset(to + at, 9, bytes);
	for (size_t i = 0; i < ROOM; i++)
		wrong += to[i] != (i >= at && i < at + bytes ? 9 : 0);
	MOTE_CHECK_EQUAL(wrong, 0);
}

MOTE_TEST(libc_memory_functions, "libc: memcpy(), memmove(), memset(), memcmp() at every alignment")
{
	for (size_t at = 0; at < 17; at++)
		for (size_t bytes = 0; bytes < 50; bytes++)
			check_memory_functions(at, bytes);
}

MOTE_TEST(libc_string_functions, "libc: string functions at every length and alignment")
{
	char text[ROOM], copy[ROOM];

	for (size_t at = 0; at < 9; at++) {
		for (size_t length = 0; length < 40; length++) {
			memset(text, 'x', sizeof(text));
			text[at + length] = '\0';
			MOTE_CHECK_EQUAL(strlen(text + at), length);
			MOTE_CHECK(strchr(text + at, 'y') == NULL);
			MOTE_CHECK(strchr(text + at, '\0') == text + at + length);
			MOTE_CHECK(stpcpy(copy, text + at) == copy + length);
			MOTE_CHECK_EQUAL(strcmp(copy, text + at), 0);
			copy[length] = 'a';
			copy[length + 1] = '\0';
			MOTE_CHECK(strcmp(copy, text + at) > 0 && strcmp(text + at, copy) < 0);
			MOTE_CHECK_EQUAL(strncmp(copy, text + at, length), 0);
		}
	}
}

MOTE_TEST(libc_searches, "libc: strstr(), memmem(), strspn(), strtok_r() and their like")
{
	char text[] = "a,b;;c";
	char *rest;

	MOTE_CHECK_EQUAL_STRING(strstr("one two three", "two"), "two three");
	MOTE_CHECK(!strstr("aaab", "aac"));
	MOTE_CHECK(memmem("a\0bc", 4, "\0b", 2) != NULL);
	MOTE_CHECK_EQUAL(strspn("112a", "12"), 3);
	MOTE_CHECK_EQUAL(strcspn("112a", "a"), 3);
	MOTE_CHECK_EQUAL_STRING(strrchr("a/b/c", '/'), "/c");
	MOTE_CHECK_EQUAL_STRING(strpbrk("abc;d", ";,"), ";d");
	MOTE_CHECK_EQUAL_STRING(strtok_r(text, ",;", &rest), "a");
	MOTE_CHECK_EQUAL_STRING(strtok_r(NULL, ",;", &rest), "b");
	MOTE_CHECK_EQUAL_STRING(strtok_r(NULL, ",;", &rest), "c");
	MOTE_CHECK(!strtok_r(NULL, ",;", &rest));
	MOTE_CHECK_EQUAL(strcasecmp("HeLLo", "hEllO"), 0);
	rest = strdup("copied");
	MOTE_CHECK_EQUAL_STRING(rest, "copied");
	free(rest);
}

MOTE_TEST(libc_messages, "libc: strerror() has a text for each error")
{
	MOTE_CHECK_EQUAL_STRING(strerror(ENOMEM), "Not enough space");
	MOTE_CHECK_EQUAL_STRING(strerror(EINVAL), "Invalid argument");
	MOTE_CHECK(*strerror(9999) == '\0' || strstr(strerror(9999), "9999"));
}

MOTE_TEST(libc_characters, "libc: characters are classified as the locale C has them")
{
	for (int c = 0; c < 128; c++) {
		bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');

		MOTE_CHECK_EQUAL(!!isalpha(c), is_letter);
		MOTE_CHECK_EQUAL(!!isdigit(c), c >= '0' && c <= '9');
		MOTE_CHECK_EQUAL(!!isspace(c), c == ' ' || (c >= '\t' && c <= '\r'));
		MOTE_CHECK_EQUAL(toupper(c), c >= 'a' && c <= 'z' ? c - 32 : c);
	}
	MOTE_CHECK(!isalpha(EOF) && !isprint(EOF));
	MOTE_CHECK(iswalpha(L'q') && towupper(L'q') == L'Q');
}

MOTE_TEST(libc_locale, "libc: the locale C is there, and no other pretends to be")
{
	MOTE_CHECK_EQUAL_STRING(setlocale(LC_ALL, NULL), "C");
	MOTE_CHECK_EQUAL_STRING(setlocale(LC_ALL, "C"), "C");
	MOTE_CHECK(setlocale(LC_ALL, "POSIX") != NULL);
	MOTE_CHECK(!setlocale(LC_ALL, "xx_YY.nonsense"));
	MOTE_CHECK_EQUAL_STRING(localeconv()->decimal_point, ".");
	MOTE_CHECK_EQUAL_STRING(localeconv()->thousands_sep, "");
}

MOTE_TEST(libc_multibyte, "libc: multibyte and wide strings are converted into each other")
{
	wchar_t wide[10];
	char narrow[10];

	MOTE_CHECK_EQUAL(mbstowcs(wide, "abc", 10), 3);
	MOTE_CHECK_EQUAL(wcscmp(wide, L"abc"), 0);
	MOTE_CHECK_EQUAL(wcstombs(narrow, L"xyz", 10), 3);
	MOTE_CHECK_EQUAL_STRING(narrow, "xyz");
	MOTE_CHECK_EQUAL(mblen("a", 1), 1);
	MOTE_CHECK_EQUAL(wcstol(L"-42", NULL, 10), -42);
}

MOTE_TEST(libc_utf8, "libc: in the locale C.UTF-8 characters have up to four bytes")
{
	static const char text[] = "a\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80";
	mbstate_t state = {0};
	wchar_t wide[10];
	char narrow[20];
	char16_t half = 0;

	MOTE_REQUIRE(setlocale(LC_ALL, "C.UTF-8"));
	MOTE_CHECK_EQUAL(mbstowcs(wide, text, 10), 4);
	MOTE_CHECK(wide[1] == 0xe9 && wide[2] == 0x20ac && wide[3] == 0x1f600);
	MOTE_CHECK_EQUAL(snprintf(narrow, sizeof(narrow), "%ls", wide), 10);
	MOTE_CHECK_EQUAL_STRING(narrow, text);
	MOTE_CHECK_EQUAL(mblen("\xff", 1), -1);
	MOTE_CHECK_EQUAL(mbrtoc16(&half, text + 6, 4, &state), 4);
	MOTE_CHECK_EQUAL(half, 0xd83d);
	MOTE_CHECK_EQUAL(mbrtoc16(&half, "x", 1, &state), (size_t)-3);
	MOTE_CHECK_EQUAL(half, 0xde00);
	MOTE_CHECK_EQUAL(c16rtomb(narrow, 0xd83d, &state), 0);
	MOTE_CHECK_EQUAL(c16rtomb(narrow, 0xde00, &state), 4);
	MOTE_CHECK_EQUAL(memcmp(narrow, text + 6, 4), 0);
	MOTE_CHECK(setlocale(LC_ALL, "C") != NULL);
}

MOTE_TEST(libc_unicode, "libc: characters of 16 bits come in pairs where they must")
{
	mbstate_t state = {0};
	char text[MB_LEN_MAX];
	char16_t half = 0;
	char32_t whole = 0;

	MOTE_CHECK_EQUAL(mbrtoc16(&half, "a", 1, &state), 1);
	MOTE_CHECK_EQUAL(half, u'a');
	MOTE_CHECK_EQUAL(mbrtoc32(&whole, "b", 1, &state), 1);
	MOTE_CHECK_EQUAL(whole, U'b');
	MOTE_CHECK_EQUAL(c16rtomb(text, u'c', &state), 1);
	MOTE_CHECK_EQUAL(text[0], 'c');
	MOTE_CHECK_EQUAL(c16rtomb(text, 0xd83d, &state), 0);
	errno = 0;
	MOTE_CHECK_EQUAL(c16rtomb(text, u'c', &state), -1);
	MOTE_CHECK_EQUAL(errno, EILSEQ);
	errno = 0;
	MOTE_CHECK_EQUAL(c32rtomb(text, 0xd800, &state), -1);
	MOTE_CHECK_EQUAL(errno, EILSEQ);
}
