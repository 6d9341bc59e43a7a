/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The high precision event timer (IA-PC HPET Specification 1.0a): its main counter. The ACPI table
 * "HPET" (§3.2.4) says where it is.
 */
#include "hpet.h"

#include <mote/acpi.h>
#include <mote/errno.h>
#include <mote/plat.h>

struct hpet_table {
	struct mote_acpi_header header;
	uint32_t block_id;
	uint8_t space;
	uint8_t bit_width;
	uint8_t bit_offset;
	uint8_t access_size;
	uint64_t address;
} __attribute__((packed));

#define SPACE_MEMORY 0

/* Registers, as indices of 32-bit words: §2.3.1. A 64-bit access is not everywhere allowed. */
#define CAPABILITIES 0
#define PERIOD 1 /* of a count, in femtoseconds */
#define CONFIGURATION 4
#define COUNT_LOW 60
#define COUNT_HIGH 61
#define REGISTER_BYTES 1024

#define CAPABILITIES_64_BITS (1 << 13)
#define CONFIGURATION_ENABLE 1

/* §2.3.4: at the most 100 ns. */
#define PERIOD_MAX 100000000
/* A faster one than 1 GHz is none. */
#define PERIOD_MIN 1000000
#define FEMTOSECONDS_PER_SECOND 1000000000000000ULL

static volatile uint32_t *registers;
static bool is_wide;

uint64_t mote_hpet_read(void)
{
	uint32_t high, low;

	if (!is_wide)
		return registers[COUNT_LOW];
	do {
		high = registers[COUNT_HIGH];
		low = registers[COUNT_LOW];
	} while (high != registers[COUNT_HIGH]);
	return (uint64_t)high << 32 | low;
}

static int find(void)
{
	const struct hpet_table *table = (const struct hpet_table *)mote_acpi_find("HPET");

	if (!table || table->header.length < sizeof(*table) || table->space != SPACE_MEMORY)
		return -ENODEV;
	registers = mote_plat_map(table->address, REGISTER_BYTES, true);
	return registers ? 0 : -ENODEV;
}

int mote_hpet_start(struct mote_counter_range *range)
{
	uint32_t period;

	/* It may be both a clock and a reference. */
	if (!registers && find() != 0)
		return -ENODEV;
	period = registers[PERIOD];
	if (period < PERIOD_MIN || period > PERIOD_MAX)
		return -ENODEV;
	registers[CONFIGURATION] |= CONFIGURATION_ENABLE;
	is_wide = registers[CAPABILITIES] & CAPABILITIES_64_BITS;
	range->hertz = FEMTOSECONDS_PER_SECOND / period;
	range->mask = is_wide ? UINT64_MAX : UINT32_MAX;
	return 0;
}
