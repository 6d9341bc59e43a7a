/* SPDX-License-Identifier: BSD-3-Clause */
#include <mote/plat.h>

#include "xen.h"

void mote_xenpv_deliver(void)
{
	/* Any hypercall does: Xen looks for pending interrupts when it returns from one. */
	hypercall2(HYPERVISOR_XEN_VERSION, 0, 0);
}

void mote_plat_idle(void)
{
	/* Xen unmasks interrupts and looks for pending ones before it lets the CPU wait (sched.h). */
	hypercall2(HYPERVISOR_SCHED_OP, SCHEDOP_BLOCK, 0);
	mote_plat_irq_save();
}
