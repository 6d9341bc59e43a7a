/* SPDX-License-Identifier: BSD-3-Clause */
#include <config/DRIVER_DEBUGEXIT_PORT.h>
#include <mote/plat.h>
#include <mote/power.h>

/* QEMU ends with exit status 2 * value + 1; where the device isn't there the write goes nowhere. */
static void debugexit_power_off(int status)
{
	mote_plat_out8(CONFIG_DRIVER_DEBUGEXIT_PORT, status);
}

MOTE_POWER_OFF(debugexit) = {
	.name = "isa-debug-exit",
	.power_off = debugexit_power_off,
	.rating = MOTE_POWER_OFF_STATUS,
};
