/* SPDX-License-Identifier: BSD-3-Clause */
#define MOTE_LOG_NAME "power"
#include <mote/format.h>
#include <mote/log.h>
#include <mote/plat.h>
#include <mote/power.h>
#include <mote/status.h>
#include <stddef.h>

MOTE_TABLE_DEFINE(struct mote_power_off, power_off);

/* The status as it can reach the host: of QEMU's exit status 7 bits are the image's. */
static int clamp_status(int status)
{
	if (status >= 0 && status <= MOTE_STATUS_MAX)
		return status;
	mote_print("mote: exit status %d does not fit into 7 bits, %d is reported\n", status,
		   MOTE_STATUS_MAX);
	return MOTE_STATUS_MAX;
}

void mote_power_off(int status)
{
	const struct mote_power_off *method = NULL;

	/* Nothing else shall happen while the machine goes off. */
	mote_plat_irq_save();
	status = clamp_status(status);
	while ((method = MOTE_TABLE_NEXT_BEST(method, power_off))) {
		mote_log_debug("off by %s, status %d", method->name, status);
		method->power_off(status);
	}
	mote_log_debug("off by a reset");
	mote_plat_reset();
}
