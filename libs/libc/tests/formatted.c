/* SPDX-License-Identifier: BSD-3-Clause */
/* printf() and its like: what C11 §7.21.6.1 says, and POSIX for the end of memory. */
#define _GNU_SOURCE
#include <config/LIB_LIBC_FLOAT.h>
#include <errno.h>
#include <inttypes.h>
#include <limits.h>
#include <math.h>
#include <mote/test.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

static char text[400];

/* The compiler checks formats; those that it can't like are behind this. */
#define IS(should, ...)                                                                            \
	do {                                                                                       \
		int length = snprintf(text, sizeof(text), __VA_ARGS__);                            \
		MOTE_CHECK_EQUAL_STRING(text, should);                                             \
		MOTE_CHECK_EQUAL(length, strlen(should));                                          \
	} while (0)

MOTE_TEST(libc_printf_lengths,
	  "libc: printf() knows every length of integers, one beside the other")
{
	IS("-1 255 -1 65535 -1", "%hhd %hhu %hd %hu %d", -1, 255, -1, 65535, -1);
	IS("-9223372036854775808 18446744073709551615", "%ld %lu", LONG_MIN, ULONG_MAX);
	IS("-9223372036854775808 ffffffffffffffff", "%lld %llx", LLONG_MIN, ULLONG_MAX);
	IS("1 18446744073709551615 2 -3 4", "%d %zu %d %jd %d", 1, SIZE_MAX, 2, (intmax_t)-3, 4);
	IS("5 -6 7", "%zd %td %hhx", (ssize_t)5, (ptrdiff_t)-6, 7);
	IS("12 34 56", "%" PRId8 " %" PRIu32 " %" PRIx64, (int8_t)12, (uint32_t)34, (uint64_t)0x56);
}

MOTE_TEST(libc_printf_flags, "libc: printf() knows flags, widths and precisions")
{
	IS("[   42] [42   ] [00042] [  +42] [ 42]", "[%5d] [%-5d] [%05d] [%+5d] [% d]", 42, 42, 42,
	   42, 42);
	IS("0x2a 052 0X2A 0 0", "%#x %#o %#X %#x %#o", 42, 42, 42, 0, 0);
	IS("[  0042] [] [abc] [  ab]", "[%6.4d] [%.0d] [%s] [%4.2s]", 42, 0, "abc", "abc");
	IS("[   7] [7   ] [0007]", "[%*d] [%*d] [%.*d]", 4, 7, -4, 7, 4, 7);
	IS("100% x", "%d%% %c", 100, 'x');
	IS("0x1000", "%p", (void *)0x1000);
}

MOTE_TEST(libc_printf_length, "libc: printf() says how long the text is, also where it was cut")
{
	int written = 0;
	char small[4] = "###";
	const char *volatile six = "abcdef";

	MOTE_CHECK_EQUAL(snprintf(small, sizeof(small), "%s", six), 6);
	MOTE_CHECK_EQUAL_STRING(small, "abc");
	MOTE_CHECK_EQUAL(snprintf(NULL, 0, "%d", 12345), 5);
	MOTE_CHECK_EQUAL(snprintf(text, sizeof(text), "ab%ncd", &written), 4);
	MOTE_CHECK_EQUAL(written, 2);
}

MOTE_TEST(libc_printf_wide, "libc: printf() takes wide characters")
{
	wchar_t wide[20];

	IS("wide z", "%ls %lc", L"wide", (wint_t)L'z');
	MOTE_CHECK_EQUAL(swprintf(wide, 20, L"%d %ls", 5, L"x"), 3);
	MOTE_CHECK_EQUAL(wcscmp(wide, L"5 x"), 0);
}

MOTE_TEST(libc_asprintf, "libc: asprintf() makes room for the text")
{
	char *made = NULL;

	MOTE_CHECK_EQUAL(asprintf(&made, "%0300d", 1), 300);
	MOTE_REQUIRE(made);
	MOTE_CHECK_EQUAL(strlen(made), 300);
	free(made);
}

MOTE_TEST(libc_printf_float, "libc: printf() of floating point, rounded to the last digit")
{
	if (!CONFIG_LIB_LIBC_FLOAT)
		return mote_test_skip("there is none in this image");
	IS("3.141593 -2.50 1e+100", "%f %.2f %g", M_PI, -2.5, 1e100);
	IS("0.1000000000000000055511151231257827021181583404541015625", "%.55f", 0.1);
	IS("2 4 4 0.12", "%.0f %.0f %.0f %.2f", 2.5, 3.5, 4.4, 0.125);
	IS("1.797693e+308 4.940656e-324", "%e %e", 1.7976931348623157e308, 4.9406564584124654e-324);
	IS("1.7976931348623157e+308 4.94066e-324", "%.17g %g", 1.7976931348623157e308, 5e-324);
	IS("inf -inf nan INF", "%f %f %f %F", INFINITY, -INFINITY, NAN, INFINITY);
	IS("0x1.8p+1 0x1p-1074", "%a %a", 3.0, 4.9406564584124654e-324);
	IS("-0.0 1.5 00001.50 +1.5", "%.1f %.1Lf %08.2f %+.1f", -0.0, 1.5L, 1.5, 1.5);
	IS("100000 1e+06 0.0001 1e-05", "%g %g %g %g", 1e5, 1e6, 1e-4, 1e-5);
}

MOTE_TEST(libc_scanf, "libc: sscanf() reads what printf() writes")
{
	int number = 0, count = 0;
	signed char tiny = 0;
	size_t size = 0;
	long long large = 0;
	intmax_t widest = 0;
	char word[10] = "", set[10] = "";
	unsigned hexadecimal = 0;

	MOTE_CHECK_EQUAL(sscanf("-17 300 abc", "%d %zu %9s", &number, &size, word), 3);
	MOTE_CHECK_EQUAL(number, -17);
	MOTE_CHECK_EQUAL(size, 300);
	MOTE_CHECK_EQUAL_STRING(word, "abc");
	MOTE_CHECK_EQUAL(
		sscanf("-9223372036854775808 5 -6", "%lld %jd %hhd", &large, &widest, &tiny), 3);
	MOTE_CHECK_EQUAL(large, LLONG_MIN);
	MOTE_CHECK_EQUAL(widest, 5);
	MOTE_CHECK_EQUAL(tiny, -6);
	MOTE_CHECK_EQUAL(sscanf("0x1f:xyzw;", "%x:%3[x-z]%n", &hexadecimal, set, &count), 2);
	MOTE_CHECK_EQUAL(hexadecimal, 0x1f);
	MOTE_CHECK_EQUAL_STRING(set, "xyz");
	MOTE_CHECK_EQUAL(count, 8);
	MOTE_CHECK_EQUAL(sscanf("077 12", "%i %*d", &number), 1);
	MOTE_CHECK_EQUAL(number, 077);
	MOTE_CHECK_EQUAL(sscanf("none", "%d", &number), 0);
	MOTE_CHECK_EQUAL(sscanf("", "%d", &number), EOF);
}

MOTE_TEST(libc_scanf_float, "libc: sscanf() of floating point")
{
	float single = 0;
	double number = 0;
	long double longer = 0;

	if (!CONFIG_LIB_LIBC_FLOAT)
		return mote_test_skip("there is none in this image");
	MOTE_CHECK_EQUAL(sscanf("1.5 -2.25e2 16.0", "%f %lf %Lf", &single, &number, &longer), 3);
	MOTE_CHECK(single == 1.5f && number == -225 && longer == 16);
	MOTE_CHECK_EQUAL(sscanf("inf", "%lf", &number), 1);
	MOTE_CHECK(isinf(number));
}
