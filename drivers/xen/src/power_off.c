/* SPDX-License-Identifier: BSD-3-Clause */
#include <mote/power.h>
#include <mote/status.h>
#include <mote/xen/hypercall.h>
#include <stdint.h>

/* public/sched.h */
#define SCHEDOP_SHUTDOWN 2
#define SHUTDOWN_POWEROFF 0
#define SHUTDOWN_CRASH 3

static void xen_power_off(int status)
{
	const uint32_t reason = status == MOTE_STATUS_PANIC ? SHUTDOWN_CRASH : SHUTDOWN_POWEROFF;

	if (mote_xen_is_here())
		mote_xen_hypercall(MOTE_XEN_SCHED_OP, SCHEDOP_SHUTDOWN, (uintptr_t)&reason, 0, 0);
}

MOTE_POWER_OFF(xen) = {
	.name = "xen",
	.power_off = xen_power_off,
	/* Before ACPI, which can't say that the domain has crashed. */
	.rating = MOTE_POWER_OFF_PLAIN + 1,
};
