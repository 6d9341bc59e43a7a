/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The real-time clock of PCs (Motorola MC146818A data sheet), as wall clock. It is taken to run in
 * UTC, as hypervisors have it by default.
 */
#include <mote/clock.h>
#include <mote/errno.h>
#include <mote/plat.h>
#include <mote/spinlock.h>
#include <mote/string.h>

#include "date.h"

#define INDEX 0x70
#define DATA 0x71

#define SECOND 0
#define MINUTE 2
#define HOUR 4
#define DAY 7
#define MONTH 8
#define YEAR 9
#define STATUS_A 10
#define STATUS_B 11
#define STATUS_D 13
#define CENTURY 0x32 /* where PCs have it, as a part of the memory */

#define STATUS_A_UPDATING (1 << 7)
#define STATUS_D_VALID (1 << 7)
#define STATUS_D_UNUSED 0x7f

/* An update takes 2 ms, and so many looks longer. */
#define PATIENCE 100000
/* So many times two readings may differ, though an update comes once a second. */
#define ATTEMPTS 5

static struct mote_spinlock lock; /* guards the index */

static uint8_t read_register(unsigned number)
{
	unsigned long flags = mote_spin_lock_irqsave(&lock);
	uint8_t value;

	mote_plat_out8(INDEX, number);
	value = mote_plat_in8(DATA);
	mote_spin_unlock_irqrestore(&lock, flags);
	return value;
}

/* Reads all registers while no update is on. Returns 0, or -EIO where it is always on. */
static int read_registers(struct rtc_registers *registers)
{
	for (int patience = PATIENCE; read_register(STATUS_A) & STATUS_A_UPDATING; patience--)
		if (!patience)
			return -EIO;
	*registers = (struct rtc_registers){
		.second = read_register(SECOND),
		.minute = read_register(MINUTE),
		.hour = read_register(HOUR),
		.day = read_register(DAY),
		.month = read_register(MONTH),
		.year = read_register(YEAR),
		.century = read_register(CENTURY),
		.status_b = read_register(STATUS_B),
	};
	return 0;
}

/* The same, sure that no update came in between. */
static int read_consistent(struct rtc_registers *registers)
{
	struct rtc_registers before;

	for (int attempt = 0; attempt < ATTEMPTS; attempt++)
		if (read_registers(&before) == 0 && read_registers(registers) == 0 &&
		    memcmp(&before, registers, sizeof(before)) == 0)
			return 0;
	return -EIO;
}

static int rtc_read(uint64_t *nanoseconds)
{
	struct rtc_registers registers;
	uint64_t seconds;
	int error;

	/* A bus on which nobody is reads as ones. Without the bit its battery was empty. */
	if ((read_register(STATUS_D) & (STATUS_D_VALID | STATUS_D_UNUSED)) != STATUS_D_VALID)
		return -ENODEV;
	error = read_consistent(&registers);
	if (error)
		return error;
	error = mote_rtc_seconds(&registers, &seconds);
	*nanoseconds = seconds * MOTE_NANOSECONDS_PER_SECOND;
	return error;
}

MOTE_WALL_CLOCK(rtc) = {
	.name = "real-time clock",
	.read = rtc_read,
	.rating = 100,
};
