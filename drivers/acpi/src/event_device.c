/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The power button of a machine with reduced hardware: the generic event device (ACPI 6.4 §5.6.9)
 * interrupts, and its method _EVT asks a register which event it was. Methods are AML, which is not
 * interpreted here; what QEMU's says (docs/specs/acpi_hw_reduced_hotplug.rst) is recognised:
 *
 *	Device (GED) {
 *		Name (_HID, "ACPI0013")
 *		Name (_CRS, ResourceTemplate () { Interrupt (ResourceConsumer, Edge, ...) {9} })
 *		OperationRegion (EREG, SystemMemory, 0xfea00000, 4)
 *		...
 *		Method (_EVT, 1) { Local0 = ESEL; If ((Local0 & 2) == 2) { Notify (PWRB, 0x80) } }
 *	}
 */
#include <mote/errno.h>
#include <mote/plat.h>
#include <mote/stop.h>
#include <mote/string.h>

#include "aml.h"
#include "button.h"
#include "tables.h"

/* An extended interrupt descriptor of one interrupt: ACPI 6.4 §6.4.3.6. */
struct interrupt {
	uint8_t tag;
	uint16_t bytes;
	uint8_t flags;
	uint8_t count;
	uint32_t line;
} __attribute__((packed));

#define INTERRUPT_EDGE (1 << 1)
#define INTERRUPT_LOW (1 << 2)

/* OperationRegion (EREG, SystemMemory, DWord address, ...): §20.2.5.2. */
struct region {
	uint8_t opening[8];
	uint32_t address;
} __attribute__((packed));

/* LEqual (And (Local0, mask), mask), Notify (PWRB, ...): §20.2.5.4 and §20.2.5.3. */
struct notification {
	uint8_t equal_and_local0_byte[4];
	uint8_t mask;
	uint8_t no_target_byte[2];
	uint8_t mask_again;
	uint8_t notify_button[5];
} __attribute__((packed));

static const char device_name[] = "\x0d"
				  "ACPI0013";
static const uint8_t interrupt_opening[] = {0x89, 6, 0};
static const uint8_t region_opening[] = {0x5b, 0x80, 'E', 'R', 'E', 'G', 0x00, 0x0c};
static const uint8_t condition[] = {0x93, 0x7b, 0x60, 0x0a};
static const uint8_t notify_button[] = {0x86, 'P', 'W', 'R', 'B'};

static volatile uint32_t *events;
static uint8_t button_mask;

static void handle(void *unused)
{
	(void)unused;
	/* To read the register clears it. */
	if (*events & button_mask)
		mote_stop_request();
}

/* The bit that is the button's; 0 where _EVT says something else than above. */
static uint8_t find_mask(struct aml aml)
{
	const size_t before = offsetof(struct notification, notify_button);
	const uint8_t *at =
		mote_aml_find(aml, notify_button, sizeof(notify_button), sizeof(notify_button));
	const struct notification *notification;

	if (!at || (size_t)(at - aml.at) < before)
		return 0;
	notification = (const struct notification *)(at - before);
	if (memcmp(notification, condition, sizeof(condition)) != 0 ||
	    notification->mask != notification->mask_again)
		return 0;
	return notification->mask;
}

static enum mote_interrupt_trigger trigger(const struct interrupt *interrupt)
{
	if (interrupt->flags & INTERRUPT_EDGE)
		return MOTE_INTERRUPT_EDGE;
	return interrupt->flags & INTERRUPT_LOW ? MOTE_INTERRUPT_LEVEL_LOW
						: MOTE_INTERRUPT_LEVEL_HIGH;
}

int mote_acpi_event_device_start(const struct mote_acpi_fadt *fadt)
{
	const struct mote_acpi_header *dsdt = mote_acpi_table_at(fadt->dsdt, "DSDT");
	const struct interrupt *interrupt;
	const struct region *region;
	struct aml aml;

	if (!dsdt)
		return -ENODEV;
	aml.end = (const uint8_t *)dsdt + dsdt->length;
	aml.at = (const uint8_t *)(dsdt + 1);
	aml.at = mote_aml_find(aml, device_name, sizeof(device_name), sizeof(device_name));
	if (!aml.at)
		return -ENODEV;
	interrupt = (const struct interrupt *)mote_aml_find(
		aml, interrupt_opening, sizeof(interrupt_opening), sizeof(*interrupt));
	region = (const struct region *)mote_aml_find(aml, region_opening, sizeof(region_opening),
						      sizeof(*region));
	if (!interrupt || !region)
		return -ENODEV;
	button_mask = find_mask(aml);
	if (!button_mask || region->address % sizeof(*events))
		return -ENODEV;
	events = mote_plat_map(region->address, sizeof(*events), true);
	if (!events)
		return -ENODEV;
	return mote_acpi_button_request(interrupt->line, trigger(interrupt), handle);
}
