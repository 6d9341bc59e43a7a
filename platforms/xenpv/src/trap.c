/* SPDX-License-Identifier: BSD-3-Clause */
#include "trap.h"

#include "xen.h"

extern const char mote_xenpv_trap_stubs[];

/* Where an NMI enters is told to Xen otherwise; what it doesn't know never comes. */
void mote_xenpv_traps_start(void)
{
	struct trap_info table[TRAP_COUNT + 1];

	for (unsigned vector = 0; vector < TRAP_COUNT; vector++)
		table[vector] = (struct trap_info){
			.vector = vector,
			.flags = TRAP_MASKS_EVENTS,
			.cs = FLAT_KERNEL_CS,
			.address = (uintptr_t)mote_xenpv_trap_stubs + vector * TRAP_STUB_BYTES,
		};
	/* The end of the table. */
	table[TRAP_COUNT].address = 0;
	hypercall2(HYPERVISOR_SET_TRAP_TABLE, (uintptr_t)table, 0);
}
