/* SPDX-License-Identifier: BSD-3-Clause */
/* The fixed description table: ACPI 6.4 §5.2.9, the fields that are used here. */
#ifndef DRIVERS_ACPI_FADT_H
#define DRIVERS_ACPI_FADT_H

#include <mote/acpi.h>
#include <stddef.h>

/* A register's address: ACPI 6.4 §5.2.3.2. */
struct acpi_address {
	uint8_t space;
	uint8_t bit_width;
	uint8_t bit_offset;
	uint8_t access_size;
	uint64_t address;
} __attribute__((packed));

#define ACPI_SPACE_MEMORY 0
#define ACPI_SPACE_IO 1

struct mote_acpi_fadt {
	struct mote_acpi_header header;
	uint32_t firmware_ctrl;
	uint32_t dsdt;
	uint8_t unused_1[2];
	uint16_t sci_line;
	uint32_t smi_command;
	uint8_t acpi_enable;
	uint8_t unused_2[3];
	uint32_t pm1a_event;
	uint32_t pm1b_event;
	uint32_t pm1a_control;
	uint32_t pm1b_control;
	uint8_t unused_3[16];
	uint8_t pm1_event_bytes;
	uint8_t unused_4[23];
	uint32_t flags;
	/* From here on since ACPI 2.0 and later, so that a table may end before it. */
	uint8_t unused_5[128];
	struct acpi_address sleep_control;
} __attribute__((packed));

_Static_assert(offsetof(struct mote_acpi_fadt, sci_line) == 46, "ACPI 6.4 table 5.9");
_Static_assert(offsetof(struct mote_acpi_fadt, pm1a_event) == 56, "ACPI 6.4 table 5.9");
_Static_assert(offsetof(struct mote_acpi_fadt, pm1_event_bytes) == 88, "ACPI 6.4 table 5.9");
_Static_assert(offsetof(struct mote_acpi_fadt, flags) == 112, "ACPI 6.4 table 5.9");
_Static_assert(offsetof(struct mote_acpi_fadt, sleep_control) == 244, "ACPI 6.4 table 5.9");

#define ACPI_FADT_BYTES_MIN offsetof(struct mote_acpi_fadt, unused_5)

#define ACPI_FADT_NO_FIXED_POWER_BUTTON (1 << 4)
#define ACPI_FADT_HW_REDUCED (1 << 20)

/* NULL where there is none that is whole and long enough. Thread context. */
const struct mote_acpi_fadt *mote_acpi_fadt(void);

#endif
