/* SPDX-License-Identifier: BSD-3-Clause */
/* Dates: from seconds and back, as text, in time zones. */
#define _GNU_SOURCE
#include <mote/compiler.h>
#include <mote/test.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* 2024-02-29 12:34:56 UTC, a Thursday. */
#define LEAP_DAY 1709210096

static void set_zone(const char *zone)
{
	if (zone)
		setenv("TZ", zone, 1);
	else
		unsetenv("TZ");
	tzset();
}

MOTE_TEST(libc_gmtime, "libc: gmtime() splits seconds, also long ago and far ahead")
{
	static const struct {
		time_t seconds;
		const char *text;
	} known[] = {
		{0, "Thu Jan  1 00:00:00 1970\n"},
		{LEAP_DAY, "Thu Feb 29 12:34:56 2024\n"},
		{-1, "Wed Dec 31 23:59:59 1969\n"},
		{4102444800, "Fri Jan  1 00:00:00 2100\n"},
		{-2208988800, "Mon Jan  1 00:00:00 1900\n"},
		{2147483648, "Tue Jan 19 03:14:08 2038\n"},
	};
	struct tm date;
	char text[30];

	for (size_t i = 0; i < MOTE_ARRAY_SIZE(known); i++) {
		MOTE_REQUIRE(gmtime_r(&known[i].seconds, &date));
		MOTE_CHECK_EQUAL_STRING(asctime_r(&date, text), known[i].text);
	}
}

MOTE_TEST(libc_mktime, "libc: mktime() is localtime()'s opposite, and puts strange dates right")
{
	struct tm date = {.tm_year = 124, .tm_mon = 13, .tm_mday = 30, .tm_isdst = -1};

	set_zone(NULL);
	for (time_t seconds = -5000000000; seconds < 5000000000; seconds += 123456789) {
		struct tm split;

		MOTE_REQUIRE(localtime_r(&seconds, &split));
		MOTE_CHECK_EQUAL(mktime(&split), seconds);
	}
	/* The 30th of February of 2025. */
	MOTE_CHECK(mktime(&date) != -1);
	MOTE_CHECK_EQUAL(date.tm_year, 125);
	MOTE_CHECK_EQUAL(date.tm_mon, 2);
	MOTE_CHECK_EQUAL(date.tm_mday, 2);
	MOTE_CHECK_EQUAL(date.tm_yday, 60);
	MOTE_CHECK_EQUAL(date.tm_wday, 0);
}

MOTE_TEST(libc_time_zone, "libc: TZ says what time it is here, in summer too")
{
	time_t winter = 1705320000, summer = 1721044800; /* 2024-01-15, 2024-07-15 12:00 UTC */
	struct tm date;

	set_zone("CET-1CEST,M3.5.0,M10.5.0/3");
	MOTE_REQUIRE(localtime_r(&winter, &date));
	MOTE_CHECK_EQUAL(date.tm_hour, 13);
	MOTE_CHECK_EQUAL(date.tm_isdst, 0);
	MOTE_REQUIRE(localtime_r(&summer, &date));
	MOTE_CHECK_EQUAL(date.tm_hour, 14);
	MOTE_CHECK_EQUAL(date.tm_isdst, 1);
	MOTE_CHECK_EQUAL(mktime(&date), summer);
	MOTE_CHECK_EQUAL_STRING(tzname[1], "CEST");
	set_zone("EST5EDT");
	MOTE_REQUIRE(localtime_r(&winter, &date));
	MOTE_CHECK_EQUAL(date.tm_hour, 7);
	set_zone("<+0530>-5:30");
	MOTE_REQUIRE(localtime_r(&winter, &date));
	MOTE_CHECK_EQUAL(date.tm_hour * 100 + date.tm_min, 1730);
	MOTE_CHECK_EQUAL_STRING(tzname[0], "+0530");
	set_zone("AEST-10AEDT,M10.1.0,M4.1.0/3");
	MOTE_REQUIRE(localtime_r(&winter, &date));
	MOTE_CHECK_EQUAL(date.tm_hour, 23);
	MOTE_CHECK_EQUAL(date.tm_isdst, 1);
	set_zone("AAA3BBB,J60,300/-1:30");
	MOTE_REQUIRE(localtime_r(&summer, &date));
	MOTE_CHECK_EQUAL(date.tm_hour, 10);
	set_zone(NULL);
	MOTE_REQUIRE(localtime_r(&winter, &date));
	MOTE_CHECK_EQUAL(date.tm_hour, 12);
}

MOTE_TEST(libc_time_zone_malformed, "libc: where TZ makes no sense it is UTC")
{
	static const char *const malformed[] = {"",
						"A",
						"ABC",
						"12",
						"ABC1DEF,M13.1.0,M1.1.0",
						"<ABC3",
						"ABC3,M1.1.0",
						"ABCDEFGHIJKLMNO3",
						"ABC3DEF,J0,J1",
						"ABC999",
						"ABC3DEF4,M1.1.0,M2.1.0x"};
	time_t seconds = LEAP_DAY;
	struct tm date;

	for (size_t i = 0; i < MOTE_ARRAY_SIZE(malformed); i++) {
		set_zone("EST5");
		set_zone(malformed[i]);
		MOTE_REQUIRE(localtime_r(&seconds, &date));
		MOTE_CHECK_EQUAL(date.tm_hour, 12);
		MOTE_CHECK_EQUAL_STRING(tzname[0], "UTC");
	}
	set_zone(NULL);
}

MOTE_TEST(libc_strftime, "libc: strftime() writes dates, strptime() reads them")
{
	time_t seconds = LEAP_DAY;
	struct tm date, read = {.tm_isdst = 0};
	char text[100];

	set_zone(NULL);
	MOTE_REQUIRE(gmtime_r(&seconds, &date));
	MOTE_CHECK_EQUAL(strftime(text, sizeof(text), "%Y-%m-%dT%H:%M:%S %j %a %B %p %%", &date),
			 41);
	MOTE_CHECK_EQUAL_STRING(text, "2024-02-29T12:34:56 060 Thu February PM %");
	MOTE_CHECK_EQUAL(strftime(text, 5, "%Y-%m", &date), 0);
	MOTE_CHECK(strftime(text, sizeof(text), "%V %G %u %e %D %R", &date));
	MOTE_CHECK_EQUAL_STRING(text, "09 2024 4 29 02/29/24 12:34");
	MOTE_CHECK_EQUAL_STRING(strptime("2024-02-29 12:34:56 rest", "%Y-%m-%d %H:%M:%S", &read),
				" rest");
	MOTE_CHECK_EQUAL(mktime(&read), LEAP_DAY);
}

MOTE_TEST(libc_clock, "libc: time() and clock() go on, difftime() subtracts")
{
	time_t now = time(NULL);
	time_t stored = 0;
	clock_t before = clock();

	MOTE_CHECK(before != (clock_t)-1);
	MOTE_CHECK(clock() >= before);
	MOTE_CHECK(difftime(LEAP_DAY + 10, LEAP_DAY) == 10);
	if (now == (time_t)-1)
		return mote_test_skip("no device knows the date");
	MOTE_CHECK(now > LEAP_DAY);
	MOTE_CHECK(time(&stored) == stored && stored >= now);
}
