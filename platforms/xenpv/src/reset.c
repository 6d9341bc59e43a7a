/* SPDX-License-Identifier: BSD-3-Clause */
#include <mote/plat.h>

#include "xen.h"

void mote_plat_reset(void)
{
	const unsigned reason = SHUTDOWN_CRASH;

	for (;;)
		hypercall2(HYPERVISOR_SCHED_OP, SCHEDOP_SHUTDOWN, (uintptr_t)&reason);
}
