/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The way to a table: the root pointer (RSDP), which the hypervisor hands over, leads to the root
 * table (XSDT, or RSDT before ACPI 2.0), which lists the others. ACPI 6.4 §5.2.5 to §5.2.8.
 *
 * Where no root pointer is handed over there are no tables: firmware's area, where a PC's operating
 * system searches for it, would be 8,192 places to look at.
 */
#define MOTE_LOG_NAME "acpi"
#include "tables.h"

#include <mote/boot.h>
#include <mote/log.h>
#include <mote/plat.h>
#include <mote/string.h>
#include <stdbool.h>
#include <stddef.h>

/* No table is near this long; one that says so is damaged. */
#define TABLE_BYTES_MAX (16 << 20)

struct rsdp {
	char signature[8];
	uint8_t checksum;
	char oem_id[6];
	uint8_t revision;
	uint32_t rsdt;
	/* From revision 2 on: */
	uint32_t length;
	uint64_t xsdt;
	uint8_t extended_checksum;
	uint8_t reserved[3];
} __attribute__((packed));

#define RSDP_BYTES_REVISION_0 offsetof(struct rsdp, length)

static bool sums_to_zero(const void *data, size_t bytes)
{
	const uint8_t *byte = data;
	uint8_t sum = 0;

	while (bytes--)
		sum += *byte++;
	return sum == 0;
}

static const struct rsdp *rsdp_at(uint64_t address)
{
	const struct rsdp *rsdp = mote_plat_map(address, sizeof(*rsdp), false);

	if (!rsdp || memcmp(rsdp->signature, "RSD PTR ", sizeof(rsdp->signature)) != 0)
		return NULL;
	return sums_to_zero(rsdp, RSDP_BYTES_REVISION_0) ? rsdp : NULL;
}

const struct mote_acpi_header *mote_acpi_map_table(uint64_t address, const char *signature)
{
	const struct mote_acpi_header *table = mote_plat_map(address, sizeof(*table), false);
	uint32_t length;

	if (!table || memcmp(table->signature, signature, sizeof(table->signature)) != 0)
		return NULL;
	length = table->length;
	if (length < sizeof(*table) || length > TABLE_BYTES_MAX ||
	    !mote_plat_map(address, length, false))
		return NULL;
	return table;
}

bool mote_acpi_is_intact(const struct mote_acpi_header *table)
{
	if (sums_to_zero(table, table->length))
		return true;
	mote_log_warning("the table %.4s is damaged", table->signature);
	return false;
}

const struct mote_acpi_header *mote_acpi_table_at(uint64_t address, const char *signature)
{
	const struct mote_acpi_header *table = mote_acpi_map_table(address, signature);

	if (!table || !mote_acpi_is_intact(table))
		return NULL;
	mote_log_debug("table %s of %u bytes at %lx", signature, table->length, address);
	return table;
}

/* The root table, and how long its entries are. */
static const struct mote_acpi_header *find_root(size_t *entry_bytes)
{
	uint64_t given = mote_boot_info()->acpi_rsdp;
	const struct rsdp *rsdp = given ? rsdp_at(given) : NULL;

	if (!rsdp)
		return NULL;
	if (rsdp->revision >= 2 && rsdp->xsdt) {
		*entry_bytes = sizeof(uint64_t);
		return mote_acpi_table_at(rsdp->xsdt, "XSDT");
	}
	*entry_bytes = sizeof(uint32_t);
	return mote_acpi_table_at(rsdp->rsdt, "RSDT");
}

const struct mote_acpi_header *mote_acpi_find(const char *signature)
{
	size_t entry_bytes;
	const struct mote_acpi_header *root = find_root(&entry_bytes);
	const struct mote_acpi_header *table = NULL;

	if (!root)
		return NULL;
	for (size_t at = sizeof(*root); at + entry_bytes <= root->length && !table;
	     at += entry_bytes) {
		uint64_t address = 0;

		memcpy(&address, (const char *)root + at, entry_bytes);
		table = mote_acpi_table_at(address, signature);
	}
	return table;
}
