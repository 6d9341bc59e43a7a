/* SPDX-License-Identifier: BSD-3-Clause */
/* Dates of the real-time clock against the host's timegm(), over all days that it can show. */
#define _DEFAULT_SOURCE
#include "../../drivers/rtc/src/date.h"

#include <mote/errno.h>
#include <mote/test_random.h>
#include <string.h>
#include <time.h>
#include <unit.h>

#define DAY_SECONDS 86400

static uint8_t bcd(int value)
{
	return (uint8_t)(value / 10 << 4 | value % 10);
}

/* The registers at a date, in one of the four forms; without a century where that is not kept. */
static struct rtc_registers registers_at(const struct tm *date, int form, bool has_century)
{
	uint8_t status = (uint8_t)(form * STATUS_B_24_HOURS);
	bool is_binary = status & STATUS_B_BINARY;
	int hour = date->tm_hour;
	bool is_pm = false;
	struct rtc_registers registers = {.status_b = status};

	if (!(status & STATUS_B_24_HOURS)) {
		is_pm = hour >= 12;
		hour = hour % 12 ? hour % 12 : 12;
	}
#define FORM(value) (is_binary ? (uint8_t)(value) : bcd(value))
	registers.second = FORM(date->tm_sec);
	registers.minute = FORM(date->tm_min);
	registers.hour = (uint8_t)(FORM(hour) | (is_pm ? 0x80 : 0));
	registers.day = FORM(date->tm_mday);
	registers.month = FORM(date->tm_mon + 1);
	registers.year = FORM(date->tm_year % 100);
	registers.century = has_century ? FORM(19 + date->tm_year / 100) : 0;
#undef FORM
	return registers;
}

static void check(const struct tm *date, bool has_century)
{
	struct tm copy = *date;
	uint64_t expected = (uint64_t)timegm(&copy);

	for (int form = 0; form < 4; form++) {
		struct rtc_registers registers = registers_at(date, form, has_century);
		uint64_t seconds = 0;

		assert_int_equal(mote_rtc_seconds(&registers, &seconds), 0);
		assert_int_equal(seconds, expected);
	}
}

static void every_day_from_1970_to_2199(void **state)
{
	uint64_t random = 3;
	time_t at = 0;
	struct tm date;

	(void)state;
	for (;; at += DAY_SECONDS) {
		time_t moment = at + (time_t)mote_test_random_below(&random, DAY_SECONDS);

		gmtime_r(&moment, &date);
		if (date.tm_year >= 300)
			break;
		check(&date, true);
	}
	assert_true(at > 229LL * 365 * DAY_SECONDS);
}

static void every_second_of_a_day(void **state)
{
	(void)state;
	for (time_t at = 951782400; at < 951782400 + DAY_SECONDS; at++) {
		struct tm date;

		gmtime_r(&at, &date);
		check(&date, true);
	}
}

static void years_without_a_century(void **state)
{
	(void)state;
	for (int year = 1970; year < 2070; year++) {
		struct tm date = {.tm_year = year - 1900, .tm_mon = 1, .tm_mday = 28};

		check(&date, false);
	}
}

static void what_is_no_date(void **state)
{
	static const struct rtc_registers good = {1, 2, 3,  4,
						  5, 6, 20, STATUS_B_24_HOURS | STATUS_B_BINARY};
	struct rtc_registers bad[] = {good, good, good, good, good, good, good, good, good, good};
	uint64_t seconds;

	(void)state;
	assert_int_equal(mote_rtc_seconds(&good, &seconds), 0);
	bad[0].second = 61;
	bad[1].minute = 60;
	bad[2].hour = 24;
	bad[3].day = 0;
	bad[4].day = 32;
	bad[5].month = 0;
	bad[6].month = 13;
	bad[7].year = 100;
	bad[8] = (struct rtc_registers){1, 2, 3, 0x1a, 5, 6, 0x20, STATUS_B_24_HOURS};
	bad[9] = (struct rtc_registers){1, 2, 13, 4, 5, 6, 20, STATUS_B_BINARY};
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		assert_int_equal(mote_rtc_seconds(&bad[i], &seconds), -EIO);
}

/* 29 February exists in leap years alone, of which 2100 is none. */
static void leap_days(void **state)
{
	(void)state;
	for (int year = 1970; year < 2200; year++) {
		bool is_leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
		struct tm date = {.tm_year = year - 1900, .tm_mon = 1, .tm_mday = 29};
		struct rtc_registers registers = registers_at(&date, 3, true);
		uint64_t seconds;

		assert_int_equal(mote_rtc_seconds(&registers, &seconds), is_leap ? 0 : -EIO);
	}
}

static void any_bytes_are_survived(void **state)
{
	(void)state;
	for (uint64_t seed = 1; seed <= 100000; seed++) {
		uint64_t random = seed;
		uint64_t bits = mote_test_random(&random) << 24 ^ mote_test_random(&random);
		struct rtc_registers registers;
		uint64_t seconds = 0;

		memcpy(&registers, &bits, sizeof(registers));
		if (mote_rtc_seconds(&registers, &seconds) == 0)
			assert_true(seconds < 7258118400); /* 2200-01-01 */
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		UNIT_TEST(every_day_from_1970_to_2199, "rtc: every day from 1970 to 2199"),
		UNIT_TEST(every_second_of_a_day, "rtc: every second of a day, in every form"),
		UNIT_TEST(years_without_a_century, "rtc: years without a century"),
		UNIT_TEST(what_is_no_date, "rtc: what is no date is refused"),
		UNIT_TEST(leap_days, "rtc: leap days"),
		UNIT_TEST(any_bytes_are_survived, "rtc: any bytes are survived"),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
