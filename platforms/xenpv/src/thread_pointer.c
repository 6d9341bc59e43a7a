/* SPDX-License-Identifier: BSD-3-Clause */
#include <mote/plat.h>

#include "xen.h"

#define SEGBASE_FS 0 /* public/arch-x86/xen-x86_64.h */

void mote_plat_set_thread_pointer(uintptr_t pointer)
{
	hypercall2(HYPERVISOR_SET_SEGMENT_BASE, SEGBASE_FS, pointer);
}
