/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef DRIVERS_ACPI_BUTTON_H
#define DRIVERS_ACPI_BUTTON_H

#include <mote/interrupt.h>

#include "fadt.h"

/*
 * What a power button needs to be heard, each way of having one with a function that looks for it.
 * Returns 0, -ENODEV where the machine has none in this way, or what else is in the way of it.
 */
int mote_acpi_fixed_button_start(const struct mote_acpi_fadt *fadt);
int mote_acpi_event_device_start(const struct mote_acpi_fadt *fadt);

/* Leads LINE to HANDLER, for whom it is only about stopping. Returns what goes wrong. */
int mote_acpi_button_request(unsigned line, enum mote_interrupt_trigger trigger,
			     mote_interrupt_handler *handler);

#endif
