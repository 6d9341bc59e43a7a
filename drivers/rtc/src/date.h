/* SPDX-License-Identifier: BSD-3-Clause */
/* A date as the real-time clock's registers have it. Pure logic. */
#ifndef RTC_DATE_H
#define RTC_DATE_H

#include <stdbool.h>
#include <stdint.h>

/* What the registers say, in the order of their numbers. */
struct rtc_registers {
	uint8_t second, minute, hour, day, month, year, century;
	uint8_t status_b;
};

#define STATUS_B_24_HOURS (1 << 1)
#define STATUS_B_BINARY (1 << 2) /* else BCD */

/*
 * Stores the seconds since 1970-01-01 00:00 of the date in REGISTERS, which is between 1970 and 2199.
 * Returns 0, or -EIO where it is no date.
 */
int mote_rtc_seconds(const struct rtc_registers *registers, uint64_t *seconds);

#endif
