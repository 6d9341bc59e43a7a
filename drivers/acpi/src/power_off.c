/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Power-off by ACPI: entering the sleep state S5. A machine with reduced hardware has a sleep
 * control register (ACPI 6.4 §4.8.3.7), others the PM1 control registers (§4.8.3.2.1). The value to
 * write is in the package \_S5 of the DSDT (§7.4.2). What it takes is found and mapped at start, as
 * a panic can do neither; the DSDT is only searched at the end.
 */
#include <mote/compiler.h>
#include <mote/plat.h>
#include <mote/power.h>
#include <mote/startup.h>
#include <stddef.h>

#include "aml.h"
#include "fadt.h"
#include "tables.h"

#define PM1_SLEEP_TYPE_SHIFT 10
#define PM1_SLEEP_ENABLE (1 << 13)
#define SLEEP_CONTROL_TYPE_SHIFT 2
#define SLEEP_CONTROL_ENABLE (1 << 5)
#define SLEEP_TYPE_MASK 7

/* AML that a sleep package is made of: ACPI 6.4 §20.2. */
#define S5_NAME_AND_PACKAGE "_S5_\x12"
#define AML_BYTE 0x0a
#define AML_ZERO 0x00
#define AML_ONE 0x01

/* How many bytes the name, the package's opening and the first element can take at the most. */
#define S5_BYTES 12

static const struct mote_acpi_fadt *fadt MOTE_RO_AFTER_INIT;
static const struct mote_acpi_header *dsdt MOTE_RO_AFTER_INIT;
static volatile uint8_t *sleep_register MOTE_RO_AFTER_INIT; /* NULL: not in memory */

/* Where reduced hardware has its sleep register; NULL where the table ends before that. */
static const struct acpi_address *sleep_control(void)
{
	return fadt->header.length >= sizeof(*fadt) ? &fadt->sleep_control : NULL;
}

static int power_off_start(void)
{
	const struct acpi_address *sleep;

	fadt = mote_acpi_fadt();
	if (!fadt)
		return 0;
	dsdt = mote_acpi_map_table(fadt->dsdt, "DSDT");
	sleep = sleep_control();
	if (sleep && sleep->space == ACPI_SPACE_MEMORY)
		sleep_register = mote_plat_map(sleep->address, 1, true);
	return 0;
}

MOTE_STARTUP(MOTE_STAGE_BUSES, acpi_power_off, "finding ACPI's power-off", power_off_start, NULL);

/* The sleep type of S5; -1 where the package is not there or not understood. */
static int find_sleep_type(void)
{
	struct aml aml = {(const uint8_t *)(dsdt + 1), (const uint8_t *)dsdt + dsdt->length};
	const uint8_t *at =
		mote_aml_find(aml, S5_NAME_AND_PACKAGE, sizeof(S5_NAME_AND_PACKAGE) - 1, S5_BYTES);

	if (!at)
		return -1;
	at += sizeof(S5_NAME_AND_PACKAGE) - 1;
	/*
	 * The package's length, whose top bits say in how many more bytes; the number of elements.
	 */
	at += 1 + (at[0] >> 6);
	at++;
	if (*at == AML_BYTE)
		return at[1] & SLEEP_TYPE_MASK;
	return *at == AML_ZERO || *at == AML_ONE ? *at : -1;
}

static void write_pm1_control(uint32_t port, int type)
{
	uint16_t kept;

	if (!port || port > UINT16_MAX)
		return;
	kept = mote_plat_in16(port) & ~(SLEEP_TYPE_MASK << PM1_SLEEP_TYPE_SHIFT);
	mote_plat_out16(port, kept | type << PM1_SLEEP_TYPE_SHIFT | PM1_SLEEP_ENABLE);
}

static void write_sleep_control(int type)
{
	const struct acpi_address *sleep = sleep_control();
	uint8_t value = type << SLEEP_CONTROL_TYPE_SHIFT | SLEEP_CONTROL_ENABLE;

	if (sleep_register)
		*sleep_register = value;
	else if (sleep && sleep->space == ACPI_SPACE_IO)
		mote_plat_out8(sleep->address, value);
}

static void acpi_power_off(int status)
{
	int type = dsdt && mote_acpi_is_intact(dsdt) ? find_sleep_type() : -1;

	(void)status;
	if (type < 0)
		return;
	if (fadt->flags & ACPI_FADT_HW_REDUCED) {
		write_sleep_control(type);
	} else {
		write_pm1_control(fadt->pm1a_control, type);
		write_pm1_control(fadt->pm1b_control, type);
	}
	/* The machine may run on for a moment before it is off; what follows must not reset it. */
	for (int i = 0; i < 1000000; i++)
		mote_plat_in8(0x80);
}

MOTE_POWER_OFF(acpi) = {
	.name = "ACPI S5",
	.power_off = acpi_power_off,
	.rating = MOTE_POWER_OFF_PLAIN,
};
