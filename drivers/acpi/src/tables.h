/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef DRIVERS_ACPI_TABLES_H
#define DRIVERS_ACPI_TABLES_H

#include <mote/acpi.h>
#include <stdbool.h>

/*
 * mote_acpi_table_at() without the checksum: of the DSDT, which is long, that is only summed where
 * something is looked for in it.
 */
const struct mote_acpi_header *mote_acpi_map_table(uint64_t address, const char *signature);

/* Whether the sum over TABLE is right. Any context. */
bool mote_acpi_is_intact(const struct mote_acpi_header *table);

#endif
