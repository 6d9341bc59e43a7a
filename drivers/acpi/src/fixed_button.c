/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The power button as a fixed event: a bit in the PM1 event registers (ACPI 6.4 §4.8.3.1), told by
 * the system control interrupt (§4.8.2).
 */
#include <mote/errno.h>
#include <mote/plat.h>
#include <mote/stop.h>

#include "button.h"

#define POWER_BUTTON (1 << 8) /* in the status and in the enable registers */
#define SCI_ENABLED (1 << 0)  /* in PM1a control: the machine is in ACPI mode */

/* How often to look whether the firmware has changed the mode. */
#define LOOKS 1000000

/* Status registers; 0: not there. The enable register lies half of the block behind each. */
static uint16_t blocks[2];

static uint16_t as_port(uint32_t address)
{
	return address <= UINT16_MAX ? address : 0;
}

/* Who has firmware that handles events itself tells it to leave them to us: §4.8.2.3 (SMI_CMD). */
static int enter_acpi_mode(const struct mote_acpi_fadt *fadt)
{
	if (mote_plat_in16(fadt->pm1a_control) & SCI_ENABLED)
		return 0;
	if (!fadt->smi_command || !fadt->acpi_enable)
		return -ENODEV;
	mote_plat_out8(fadt->smi_command, fadt->acpi_enable);
	for (int i = 0; i < LOOKS; i++)
		if (mote_plat_in16(fadt->pm1a_control) & SCI_ENABLED)
			return 0;
	return -EIO;
}

static void handle(void *unused)
{
	(void)unused;
	for (unsigned i = 0; i < 2; i++) {
		if (!blocks[i] || !(mote_plat_in16(blocks[i]) & POWER_BUTTON))
			continue;
		mote_plat_out16(blocks[i], POWER_BUTTON); /* clears what is written as 1 */
		mote_stop_request();
	}
}

int mote_acpi_fixed_button_start(const struct mote_acpi_fadt *fadt)
{
	int error;

	blocks[0] = as_port(fadt->pm1a_event);
	blocks[1] = as_port(fadt->pm1b_event);
	if (fadt->flags & ACPI_FADT_NO_FIXED_POWER_BUTTON || !blocks[0] || !fadt->pm1a_control ||
	    fadt->pm1_event_bytes < 4)
		return -ENODEV;
	error = enter_acpi_mode(fadt);
	if (error)
		return error;
	error = mote_acpi_button_request(fadt->sci_line, MOTE_INTERRUPT_LEVEL_LOW, handle);
	if (error)
		return error;
	for (unsigned i = 0; i < 2; i++) {
		if (!blocks[i])
			continue;
		mote_plat_out16(blocks[i], POWER_BUTTON);
		/* And nothing else: what nobody handles would keep the line asserted. */
		mote_plat_out16(blocks[i] + fadt->pm1_event_bytes / 2, POWER_BUTTON);
	}
	return 0;
}
