/* SPDX-License-Identifier: BSD-3-Clause */
#include "date.h"

#include <mote/errno.h>

#define HOUR_PM 0x80
#define NO_NUMBER 255

static unsigned number(const struct rtc_registers *registers, uint8_t value)
{
	if (registers->status_b & STATUS_B_BINARY)
		return value;
	if (value >> 4 > 9 || (value & 15) > 9)
		return NO_NUMBER;
	return (value >> 4) * 10 + (value & 15);
}

static unsigned hour_of(const struct rtc_registers *registers)
{
	unsigned hour;

	if (registers->status_b & STATUS_B_24_HOURS)
		return number(registers, registers->hour);
	hour = number(registers, registers->hour & ~HOUR_PM);
	if (hour < 1 || hour > 12)
		return NO_NUMBER;
	/* 12 is the first hour of either half. */
	return hour % 12 + (registers->hour & HOUR_PM ? 12 : 0);
}

/* Where the register of the century holds none, years until 69 are of the 21st. */
static unsigned year_of(const struct rtc_registers *registers)
{
	unsigned year = number(registers, registers->year);
	unsigned century = number(registers, registers->century);

	if (century >= 19 && century <= 21)
		return century * 100 + year;
	return year < 70 ? 2000 + year : 1900 + year;
}

static bool is_leap(unsigned year)
{
	return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static unsigned days_of_month(unsigned month, unsigned year)
{
	static const uint8_t days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

	return days[month - 1] + (month == 2 && is_leap(year));
}

static uint64_t days_before(unsigned day, unsigned month, unsigned year)
{
	uint64_t days = day - 1;

	while (--month)
		days += days_of_month(month, year);
	while (--year >= 1970)
		days += 365 + is_leap(year);
	return days;
}

int mote_rtc_seconds(const struct rtc_registers *registers, uint64_t *seconds)
{
	unsigned second = number(registers, registers->second);
	unsigned minute = number(registers, registers->minute);
	unsigned hour = hour_of(registers);
	unsigned day = number(registers, registers->day);
	unsigned month = number(registers, registers->month);
	unsigned year = year_of(registers);

	/* A leap second is possible; the last one of such a minute counts twice. */
	if (second > 60 || minute > 59 || hour > 23 || month < 1 || month > 12)
		return -EIO;
	if (number(registers, registers->year) > 99 || year < 1970 || day < 1 ||
	    day > days_of_month(month, year))
		return -EIO;
	*seconds = ((days_before(day, month, year) * 24 + hour) * 60 + minute) * 60 + second;
	return 0;
}
