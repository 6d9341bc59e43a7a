/* SPDX-License-Identifier: BSD-3-Clause */
/* What ACPI says about interrupt lines, whole and damaged. */
#include "../../drivers/ioapic/src/madt.h"

#include <mote/acpi.h>
#include <mote/errno.h>
#include <stdlib.h>
#include <string.h>
#include <unit.h>

/* Behind the table's head: 8 bytes, then two I/O APICs, overrides of lines 2, 9 and 10. */
static const uint8_t entries[] = {
	0, 0,  0xe0, 0xfe, 1,  0,    0,	   0,			/* local APIC, flags */
	0, 8,  0,    0,	   1,  0,    0,	   0,			/* a processor */
	1, 12, 0,    0,	   0,  0,    0xc0, 0xfe, 0,    0, 0, 0, /* lines from 0 */
	2, 10, 0,    0,	   2,  0,    0,	   0,	 0,    0,	/* as the bus */
	2, 10, 0,    9,	   9,  0,    0,	   0,	 0x0d, 0,	/* level, high */
	2, 10, 0,    10,   10, 0,    0,	   0,	 0x0f, 0,	/* level, low */
	1, 12, 1,    0,	   0,  0x10, 0xc0, 0xfe, 24,   0, 0, 0, /* lines from 24 */
};

static struct mote_acpi_header *table;

/* The driver's way to the table; the copy ends where the table does, so that a look behind shows. */
const struct mote_acpi_header *mote_acpi_find(const char *signature)
{
	assert_string_equal(signature, "APIC");
	return table;
}

static void provide(size_t bytes)
{
	free(table);
	table = malloc(sizeof(*table) + bytes);
	assert_non_null(table);
	*table = (struct mote_acpi_header){.length = sizeof(*table) + bytes};
	memcpy(table + 1, entries, bytes < sizeof(entries) ? bytes : sizeof(entries));
}

static uint32_t addresses[8], lines[8];
static unsigned found;

static void note(uint32_t address, uint32_t first_line)
{
	addresses[found] = address;
	lines[found++] = first_line;
}

static void finds_ioapics(void **state)
{
	(void)state;
	provide(sizeof(entries));
	found = 0;
	assert_int_equal(mote_madt_find_ioapics(note), 0);
	assert_int_equal(found, 2);
	assert_int_equal(addresses[0], 0xfec00000);
	assert_int_equal(lines[0], 0);
	assert_int_equal(addresses[1], 0xfec01000);
	assert_int_equal(lines[1], 24);
}

static void check_override(unsigned line, bool low, bool level)
{
	for (int before = 0; before < 4; before++) {
		bool is_low = before & 1, is_level = before & 2;

		mote_madt_override(line, &is_low, &is_level);
		assert_int_equal(is_low, low);
		assert_int_equal(is_level, level);
	}
}

static void overrides(void **state)
{
	bool is_low = true, is_level = true;

	(void)state;
	provide(sizeof(entries));
	found = 0;
	assert_int_equal(mote_madt_find_ioapics(note), 0);
	check_override(9, false, true);
	check_override(10, true, true);
	mote_madt_override(2, &is_low, &is_level);
	mote_madt_override(4, &is_low, &is_level);
	assert_true(is_low && is_level);
}

static void cut_off_anywhere(void **state)
{
	(void)state;
	for (size_t bytes = 8; bytes < sizeof(entries); bytes++) {
		bool is_low = false, is_level = false;

		provide(bytes);
		found = 0;
		assert_int_equal(mote_madt_find_ioapics(note), 0);
		assert_int_equal(found, bytes >= 28);
		mote_madt_override(10, &is_low, &is_level);
		assert_int_equal(is_low, bytes >= 58);
	}
}

static void damaged_lengths(void **state)
{
	(void)state;
	for (unsigned length = 0; length < 256; length++) {
		bool is_low = false, is_level = false;

		provide(sizeof(entries));
		/* The processor's entry. */
		((uint8_t *)(table + 1))[9] = length;
		found = 0;
		assert_int_equal(mote_madt_find_ioapics(note), 0);
		mote_madt_override(10, &is_low, &is_level);
		if (length == 0 || length > sizeof(entries) - 8)
			assert_int_equal(found, 0);
	}
}

static void no_table(void **state)
{
	bool is_low = true, is_level = false;

	(void)state;
	free(table);
	table = NULL;
	assert_int_equal(mote_madt_find_ioapics(note), -ENODEV);
	mote_madt_override(9, &is_low, &is_level);
	assert_true(is_low && !is_level);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		UNIT_TEST(finds_ioapics, "madt: the I/O APICs and their first lines"),
		UNIT_TEST(overrides, "madt: what it says about lines, and what it leaves alone"),
		UNIT_TEST(cut_off_anywhere, "madt: a table that ends anywhere is read up to there"),
		UNIT_TEST(damaged_lengths, "madt: no length leads out of the table or in a circle"),
		UNIT_TEST(no_table, "madt: without one nothing is said"),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
