/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The power button, which is the request to stop: QEMU's system_powerdown, the button of a real
 * machine. Where there is none the image starts nevertheless.
 */
#define MOTE_LOG_NAME "acpi"
#include "button.h"

#include <mote/errno.h>
#include <mote/log.h>
#include <mote/startup.h>
#include <mote/stop.h>

int mote_acpi_button_request(unsigned line, enum mote_interrupt_trigger trigger,
			     mote_interrupt_handler *handler)
{
	int error = mote_stop_listen();

	if (!error)
		error = mote_interrupt_request(line, trigger, handler, NULL);
	/* Who waits for something else than the request isn't woken by it. */
	if (!error)
		mote_interrupt_may_wake(false);
	return error;
}

static int button_start(void)
{
	const struct mote_acpi_fadt *fadt = mote_acpi_fadt();
	int error;

	if (!fadt)
		return 0;
	error = fadt->flags & ACPI_FADT_HW_REDUCED ? mote_acpi_event_device_start(fadt)
						   : mote_acpi_fixed_button_start(fadt);
	if (error)
		mote_log_warning("no power button: %s", mote_error_name(error));
	return 0;
}

MOTE_STARTUP(MOTE_STAGE_DEVICES, acpi_button, "finding the power button", button_start, NULL);
