/* SPDX-License-Identifier: BSD-3-Clause */
#include "madt.h"

#include <mote/acpi.h>
#include <mote/errno.h>
#include <stddef.h>

struct madt {
	struct mote_acpi_header header;
	uint32_t local_apic;
	uint32_t flags;
} __attribute__((packed));

/* A structure of the table: ACPI 6.4 §5.2.12.3 and §5.2.12.5, the fields that are used here. */
struct entry {
	uint8_t type;
	uint8_t length;
	union {
		struct {
			uint8_t id;
			uint8_t reserved;
			uint32_t address;
			uint32_t first_line;
		} __attribute__((packed)) ioapic;
		struct {
			uint8_t bus;
			uint8_t source;
			uint32_t line;
			uint16_t flags;
		} __attribute__((packed)) override;
	};
} __attribute__((packed));

#define TYPE_IOAPIC 1
#define IOAPIC_BYTES 12
#define TYPE_OVERRIDE 2
#define OVERRIDE_BYTES 10

/* MPS INTI flags: ACPI 6.4 table 5.24. */
#define POLARITY(flags) ((flags)&3)
#define POLARITY_OF_BUS 0
#define POLARITY_LOW 3
#define TRIGGER(flags) ((flags) >> 2 & 3)
#define TRIGGER_OF_BUS 0
#define TRIGGER_LEVEL 3

static const struct madt *madt;

/* The first entry of TYPE at or behind AT with at least BYTES bytes; NULL where there is none. */
static const struct entry *find_entry(const void *at, uint8_t type, uint8_t bytes)
{
	const char *end = (const char *)madt + madt->header.length;
	const struct entry *entry = at;

	while ((const char *)entry + offsetof(struct entry, ioapic) <= end && entry->length &&
	       (const char *)entry + entry->length <= end) {
		if (entry->type == type && entry->length >= bytes)
			return entry;
		entry = (const struct entry *)((const char *)entry + entry->length);
	}
	return NULL;
}

static const void *behind(const struct entry *entry)
{
	return (const char *)entry + entry->length;
}

int mote_madt_find_ioapics(void (*found)(uint32_t address, uint32_t first_line))
{
	const struct entry *entry;

	madt = (const struct madt *)mote_acpi_find("APIC");
	if (!madt)
		return -ENODEV;
	for (entry = find_entry(madt + 1, TYPE_IOAPIC, IOAPIC_BYTES); entry;
	     entry = find_entry(behind(entry), TYPE_IOAPIC, IOAPIC_BYTES))
		found(entry->ioapic.address, entry->ioapic.first_line);
	return 0;
}

void mote_madt_override(unsigned line, bool *is_low, bool *is_level)
{
	const struct entry *entry;

	if (!madt)
		return;
	for (entry = find_entry(madt + 1, TYPE_OVERRIDE, OVERRIDE_BYTES); entry;
	     entry = find_entry(behind(entry), TYPE_OVERRIDE, OVERRIDE_BYTES)) {
		unsigned flags = entry->override.flags;

		if (entry->override.line != line)
			continue;
		if (POLARITY(flags) != POLARITY_OF_BUS)
			*is_low = POLARITY(flags) == POLARITY_LOW;
		if (TRIGGER(flags) != TRIGGER_OF_BUS)
			*is_level = TRIGGER(flags) == TRIGGER_LEVEL;
	}
}
