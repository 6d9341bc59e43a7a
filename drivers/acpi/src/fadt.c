/* SPDX-License-Identifier: BSD-3-Clause */
#include "fadt.h"

const struct mote_acpi_fadt *mote_acpi_fadt(void)
{
	const struct mote_acpi_header *table = mote_acpi_find("FACP");

	return table && table->length >= ACPI_FADT_BYTES_MIN ? (const struct mote_acpi_fadt *)table
							     : NULL;
}
