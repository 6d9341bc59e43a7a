/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The tables in which the firmware describes the machine: ACPI 6.4 §5.2. They are input from
 * outside: each is checked (length, checksum) before it is handed out.
 */
#ifndef MOTE_ACPI_H
#define MOTE_ACPI_H

#include <stdint.h>

/* What every table begins with: ACPI 6.4 §5.2.6. */
struct mote_acpi_header {
	char signature[4];
	uint32_t length; /* of the whole table */
	uint8_t revision;
	uint8_t checksum;
	char oem_id[6];
	char oem_table_id[8];
	uint32_t oem_revision;
	uint32_t creator_id;
	uint32_t creator_revision;
} __attribute__((packed));

/*
 * The first table with SIGNATURE (4 characters), mapped for ever; NULL where there is none that is
 * whole. Thread context, or when the machine goes off and nothing else runs.
 */
const struct mote_acpi_header *mote_acpi_find(const char *signature);

/*
 * The table at a physical address that another table names; NULL where none with SIGNATURE is whole
 * there. The same contexts.
 */
const struct mote_acpi_header *mote_acpi_table_at(uint64_t address, const char *signature);

#endif
