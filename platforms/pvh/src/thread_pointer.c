/* SPDX-License-Identifier: BSD-3-Clause */
/* How the thread pointer is set: by an instruction, where the processor has it (Intel SDM volume 1 §17.5). */
#include <mote/arch/cpuid.h>
#include <mote/compiler.h>
#include <mote/plat.h>
#include <mote/startup.h>

#include "x86.h"

#define LEAF_EXTENDED_FEATURES 7
#define FEATURES_B_FSGSBASE (1u << 0)

bool mote_pvh_has_fsgsbase MOTE_RO_AFTER_INIT;

static int start(void)
{
	unsigned long cr4;

	if (!(mote_arch_cpuid(LEAF_EXTENDED_FEATURES).b & FEATURES_B_FSGSBASE))
		return 0;
	__asm__ volatile("mov %%cr4, %0" : "=r"(cr4));
	__asm__ volatile("mov %0, %%cr4" : : "r"(cr4 | CR4_FSGSBASE));
	mote_pvh_has_fsgsbase = true;
	return 0;
}

MOTE_STARTUP(MOTE_STAGE_COMMAND_LINE, pvh_thread_pointer, "looking how thread pointers are set",
	     start, NULL);
