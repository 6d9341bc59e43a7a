/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Memory that Xen has not mapped for the start. A PV guest has no large pages, and each entry costs
 * Xen a check, so it is mapped when it is asked for, 2 MiB at a time, upwards. The page tables for
 * that are the last pages of the domain's memory, set aside at the start: asking can't fail for want
 * of them.
 */
#include "populate.h"

#include <mote/errno.h>
#include <mote/string.h>

#include "paging.h"

/* One entry of the top page table covers so much; more memory than that is left unused. */
#define REACH (1ULL << (PAGE_SHIFT + 3 * LEVEL_SHIFT))

/* A page of the image over which a table is mapped while it is filled. */
extern uint64_t mote_xenpv_window[PTES];

static uintptr_t populated_end;
static uintptr_t usable_end;
static uintptr_t next_table;
static uint64_t directory; /* machine address of the page directory for populated_end */

static uintptr_t round_up(uintptr_t address, uintptr_t unit)
{
	return (address + unit - 1) & -unit;
}

uint64_t mote_xenpv_populate_start(uint64_t pages)
{
	uintptr_t begin = mote_xenpv_mapped_end;
	uintptr_t end = (uintptr_t)mote_plat_phys_to_virt(pages * MOTE_PLAT_PAGE_BYTES);
	uintptr_t table_bytes;

	if (end > REACH)
		end = REACH;
	populated_end = begin;
	usable_end = end < begin ? end : begin;
	if (end > begin) {
		table_bytes = (round_up(end - begin, PD_ENTRY_BYTES) / PD_ENTRY_BYTES +
			       round_up(end, PDPT_ENTRY_BYTES) / PDPT_ENTRY_BYTES -
			       round_up(begin, PDPT_ENTRY_BYTES) / PDPT_ENTRY_BYTES) *
			      MOTE_PLAT_PAGE_BYTES;
		if (end - begin > table_bytes)
			usable_end = end - table_bytes;
	}
	next_table = usable_end;
	return mote_plat_virt_to_phys((void *)usable_end);
}

/* Makes the next of the pages set aside writable in the window. */
static long open_table(void)
{
	return mote_xenpv_set_page((uintptr_t)mote_xenpv_window,
				   mote_xenpv_machine_page(next_table) | PTE_PRESENT | PTE_WRITE |
					   PTE_NO_EXECUTE);
}

/*
 * Closes the window and makes the table in it what the entry at the machine address ENTRY points to:
 * Xen takes no table that can still be written. Returns its machine address, 0 where Xen has refused.
 */
static uint64_t close_table(uint64_t entry)
{
	uint64_t table = mote_xenpv_machine_page(next_table);
	const struct mmu_update update = {
		.ptr = entry,
		.val = table | PTE_PRESENT | PTE_WRITE | PTE_USER | PTE_ACCESSED,
	};

	if (mote_xenpv_set_page((uintptr_t)mote_xenpv_window, 0) != 0)
		return 0;
	if (hypercall4(HYPERVISOR_MMU_UPDATE, (uintptr_t)&update, 1, 0, DOMID_SELF) != 0)
		return 0;
	next_table += MOTE_PLAT_PAGE_BYTES;
	return table;
}

/* Sees to it that there is a page directory for what is mapped next. */
static bool find_directory(void)
{
	if (populated_end % PDPT_ENTRY_BYTES == 0) {
		directory = 0;
		if (open_table() != 0)
			return false;
		memset(mote_xenpv_window, 0, MOTE_PLAT_PAGE_BYTES);
		directory = close_table(
			mote_plat_virt_to_device(mote_xenpv_entry_of(populated_end, LEVEL_PDPT)));
	} else if (!directory) {
		directory = mote_plat_virt_to_device(
			mote_xenpv_entry_of(populated_end & -PDPT_ENTRY_BYTES, LEVEL_PD));
	}
	return directory;
}

static bool populate_next(void)
{
	uintptr_t at = populated_end;
	uint64_t entry;

	if (!find_directory() || open_table() != 0)
		return false;
	for (int i = 0; i < PTES; i++, at += MOTE_PLAT_PAGE_BYTES)
		mote_xenpv_window[i] = at < usable_end ? mote_xenpv_machine_page(at) | PTE_PRESENT |
								 PTE_WRITE | PTE_NO_EXECUTE
						       : 0;
	entry = directory + (populated_end / PD_ENTRY_BYTES % PTES) * sizeof(entry);
	if (!close_table(entry))
		return false;
	populated_end = at;
	return true;
}

int mote_plat_populate(uint64_t begin, uint64_t end)
{
	uintptr_t wanted = (uintptr_t)mote_plat_phys_to_virt(end);

	(void)begin;
	while (populated_end < wanted)
		if (!populate_next())
			return -ENOMEM;
	return 0;
}
