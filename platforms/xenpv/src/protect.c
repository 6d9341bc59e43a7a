/* SPDX-License-Identifier: BSD-3-Clause */
#include <mote/errno.h>

#include "paging.h"

static uint64_t flags_of(enum mote_plat_protection protection)
{
	switch (protection) {
	case MOTE_PLAT_READ:
		return PTE_PRESENT | PTE_NO_EXECUTE;
	case MOTE_PLAT_WRITE:
		return PTE_PRESENT | PTE_WRITE | PTE_NO_EXECUTE;
	case MOTE_PLAT_EXECUTE:
		return PTE_PRESENT;
	case MOTE_PLAT_NONE:
	default:
		return 0;
	}
}

/*
 * Lets the pages around VIRT themselves say that they are not executable, where the level above has
 * said it for all of them (protect_image.c).
 */
static void leave_execution_to_pages(uintptr_t virt)
{
	const uint64_t *directory_entry = mote_xenpv_entry_of(virt, LEVEL_PD);
	const uint64_t *entry;

	if (!directory_entry || !(*directory_entry & PTE_NO_EXECUTE))
		return;
	entry = mote_xenpv_entry_of(virt & -PD_ENTRY_BYTES, LEVEL_PT);
	for (int i = 0; i < PTES; i++)
		mote_xenpv_set_entry(&entry[i], entry[i] | PTE_NO_EXECUTE);
	mote_xenpv_set_entry(directory_entry, *directory_entry & ~PTE_NO_EXECUTE);
}

int mote_plat_protect(void *virt, size_t bytes, enum mote_plat_protection protection)
{
	uintptr_t begin = (uintptr_t)virt;
	uint64_t flags = flags_of(protection);

	for (uintptr_t at = begin; at < begin + bytes; at += MOTE_PLAT_PAGE_BYTES) {
		uint64_t entry = flags ? mote_xenpv_machine_page(at) | flags : 0;

		if (protection == MOTE_PLAT_EXECUTE && at < mote_xenpv_mapped_end)
			leave_execution_to_pages(at);
		/* All usable memory that is mapped has page tables. */
		if (mote_xenpv_set_page(at, entry) != 0)
			return -ENOMEM;
	}
	return 0;
}
