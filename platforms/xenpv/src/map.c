/* SPDX-License-Identifier: BSD-3-Clause */
#include "paging.h"

uint64_t mote_plat_virt_to_device(const void *virt)
{
	return mote_xenpv_machine_page((uintptr_t)virt) |
	       ((uintptr_t)virt & (MOTE_PLAT_PAGE_BYTES - 1));
}

/*
 * A guest has no devices in memory. What it shares with Xen and the toolstack from the start (the
 * rings of console and store) is among the pages that Xen has mapped for the start.
 */
void *mote_plat_map(uint64_t device_address, size_t bytes, int uncached)
{
	uint64_t frame = device_address >> PAGE_SHIFT;
	uint64_t offset = device_address & (MOTE_PLAT_PAGE_BYTES - 1);
	uint64_t pages = mote_plat_virt_to_phys((void *)mote_xenpv_mapped_end) >> PAGE_SHIFT;

	if (uncached || offset + bytes > MOTE_PLAT_PAGE_BYTES)
		return NULL;
	for (uint64_t page = 0; page < pages; page++)
		if (mote_xenpv_frames[page] == frame)
			return mote_plat_phys_to_virt((page << PAGE_SHIFT) + offset);
	return NULL;
}
