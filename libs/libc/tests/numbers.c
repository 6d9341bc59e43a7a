/* SPDX-License-Identifier: BSD-3-Clause */
/* Numbers from text, arithmetic, sorting and searching. */
#include <errno.h>
#include <fenv.h>
#include <limits.h>
#include <math.h>
#include <mote/test.h>
#include <mote/test_random.h>
#include <stdlib.h>
#include <string.h>

MOTE_TEST(libc_strtod, "libc: strtod() gives the nearest number there is")
{
	char *end;

	MOTE_CHECK(strtod("0.1", NULL) == 0.1);
	MOTE_CHECK(strtod("9007199254740993", NULL) == 9007199254740992.0);
	MOTE_CHECK(strtod("9007199254740993.00001", NULL) == 9007199254740994.0);
	MOTE_CHECK(strtod("2.2250738585072011e-308", NULL) == 0x0.fffffffffffffp-1022);
	MOTE_CHECK(strtod("4.9406564584124654e-324", NULL) == 0x1p-1074);
	MOTE_CHECK(strtod("0x1.8p3xyz", &end) == 12);
	MOTE_CHECK_EQUAL_STRING(end, "xyz");
	MOTE_CHECK(isnan(strtod("nan", NULL)) && isinf(strtod("-infinity", &end)) && !*end);
	MOTE_CHECK(strtof("16777217", NULL) == 16777216.0f);
	MOTE_CHECK(strtold("0.5", NULL) == 0.5L);
}

MOTE_TEST(libc_strtod_range, "libc: strtod() beyond all numbers is ERANGE")
{
	errno = 0;
	MOTE_CHECK(strtod("1e999", NULL) == HUGE_VAL);
	MOTE_CHECK_EQUAL(errno, ERANGE);
	errno = 0;
	MOTE_CHECK(strtod("1e-999", NULL) == 0);
	MOTE_CHECK_EQUAL(errno, ERANGE);
}

MOTE_TEST(libc_strtol, "libc: strtol() and its like know bases and their limits")
{
	char *end;

	MOTE_CHECK_EQUAL(strtol(" -0x7fz", &end, 0), -127);
	MOTE_CHECK_EQUAL_STRING(end, "z");
	MOTE_CHECK_EQUAL(strtol("zz", NULL, 36), 35 * 36 + 35);
	MOTE_CHECK_EQUAL(strtoul("0777", NULL, 0), 0777);
	errno = 0;
	MOTE_CHECK_EQUAL(strtol("9223372036854775808", NULL, 10), LONG_MAX);
	MOTE_CHECK_EQUAL(errno, ERANGE);
	errno = 0;
	MOTE_CHECK_EQUAL(strtoull("18446744073709551616", NULL, 10), ULLONG_MAX);
	MOTE_CHECK_EQUAL(errno, ERANGE);
	MOTE_CHECK_EQUAL(atoi("12x"), 12);
}

/* What the compiler can't compute beforehand. */
static volatile double one = 1, two = 2, ten = 10;

static bool is_near(double is, double should)
{
	return fabs(is - should) <= fabs(should) * 1e-15;
}

MOTE_TEST(libc_math, "libc: mathematical functions are right to the last digits")
{
	MOTE_CHECK(is_near(sin(one), 0.84147098480789650665));
	MOTE_CHECK(is_near(cos(ten), -0.83907152907645245226));
	MOTE_CHECK(is_near(tan(one), 1.5574077246549022305));
	MOTE_CHECK(is_near(exp(one), 2.7182818284590452354));
	MOTE_CHECK(is_near(log(ten), 2.3025850929940456840));
	MOTE_CHECK(is_near(pow(ten, -two), 0.01) && pow(two, ten) == 1024);
	MOTE_CHECK(is_near(sqrt(two), 1.4142135623730950488));
	MOTE_CHECK(is_near(atan2(one, -two), 2.6779450445889871222));
	MOTE_CHECK(fmod(ten, 3 * one) == 1 && floor(-one / two) == -1 && lround(two + 0.5) == 3);
	MOTE_CHECK(is_near(erf(one), 0.84270079294971486934) && fabs(tgamma(ten) - 362880) < 1e-8);
}

MOTE_TEST(libc_fenv, "libc: the rounding mode is kept, and exceptions are seen")
{
	MOTE_CHECK_EQUAL(fegetround(), FE_TONEAREST);
	MOTE_CHECK_EQUAL(fesetround(FE_DOWNWARD), 0);
	MOTE_CHECK(one / ten < 0.1);
	fesetround(FE_TONEAREST);
	MOTE_CHECK(one / ten == 0.1);
	feclearexcept(FE_ALL_EXCEPT);
	MOTE_CHECK(isinf(one / (two - 2)));
	MOTE_CHECK(fetestexcept(FE_DIVBYZERO));
	feclearexcept(FE_ALL_EXCEPT);
}

static int compare(const void *a, const void *b)
{
	return (*(const int *)a > *(const int *)b) - (*(const int *)a < *(const int *)b);
}

#define SORTED 500

MOTE_TEST(libc_qsort, "libc: qsort() sorts, bsearch() finds")
{
	int numbers[SORTED];
	uint64_t state = 3;
	int wanted = -1;

	for (size_t i = 0; i < SORTED; i++)
		numbers[i] = mote_test_random_below(&state, 1000);
	wanted = numbers[77];
	qsort(numbers, SORTED, sizeof(numbers[0]), compare);
	for (size_t i = 1; i < SORTED; i++)
		MOTE_CHECK(numbers[i - 1] <= numbers[i]);
	MOTE_CHECK(bsearch(&wanted, numbers, SORTED, sizeof(numbers[0]), compare));
	wanted = 1000;
	MOTE_CHECK(!bsearch(&wanted, numbers, SORTED, sizeof(numbers[0]), compare));
	/* Sorted, and all the same: the hard cases of a simple quicksort. */
	qsort(numbers, SORTED, sizeof(numbers[0]), compare);
	memset(numbers, 0, sizeof(numbers));
	qsort(numbers, SORTED, sizeof(numbers[0]), compare);
	qsort(numbers, 0, sizeof(numbers[0]), compare);
}

MOTE_TEST(libc_div, "libc: div() rounds to zero, abs() and rand() are there")
{
	div_t result = div(-7, 2);

	MOTE_CHECK_EQUAL(result.quot, -3);
	MOTE_CHECK_EQUAL(result.rem, -1);
	MOTE_CHECK_EQUAL(labs(-5L), 5);
	srand(5);
	int first = rand();
	rand();
	srand(5);
	MOTE_CHECK_EQUAL(rand(), first);
	MOTE_CHECK(first >= 0 && first <= RAND_MAX);
}
