/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Rights of the image's pages. Xen maps all that it hands over writable and executable; this is the
 * first thing that changes.
 */
#include <config/INTERRUPTS.h>
#include <mote/panic.h>

#include "paging.h"

extern char mote_text_begin[], mote_text_end[], mote_rodata_begin[], mote_rodata_end[];
extern char mote_xenpv_stack_guard[], mote_xenpv_trap_stack_guard[];
extern char mote_xenpv_interrupt_stack_guard[];

uintptr_t mote_xenpv_mapped_end;
const uint64_t *mote_xenpv_frames;

static const uint64_t *top_table;

/* Which of the domain's pages each machine frame is, for its own ones (arch-x86/xen-x86_64.h). */
static const uint64_t *const pages_of_frames = (const uint64_t *)0xffff800000000000;

const uint64_t *mote_xenpv_entry_of(uintptr_t virt, int level)
{
	const uint64_t *table = top_table;

	for (int at = LEVEL_TOP;; at--) {
		const uint64_t *entry =
			&table[virt >> (PAGE_SHIFT + LEVEL_SHIFT * at) & (PTES - 1)];

		if (at == level)
			return entry;
		if (!(*entry & PTE_PRESENT))
			return NULL;
		table = mote_plat_phys_to_virt(pages_of_frames[(*entry & PTE_ADDRESS) >> PAGE_SHIFT]
					       << PAGE_SHIFT);
	}
}

long mote_xenpv_set_entry(const uint64_t *entry, uint64_t value)
{
	const struct mmu_update update = {
		.ptr = mote_plat_virt_to_device(entry),
		.val = value,
	};

	return hypercall4(HYPERVISOR_MMU_UPDATE, (uintptr_t)&update, 1, 0, DOMID_SELF);
}

/* An image whose rights are not what it relies on doesn't run. */
static void check(long error)
{
	if (error)
		mote_panic("Xen refuses to change the rights of the image: %ld", error);
}

static void make_read_only(const char *begin, const char *end)
{
	for (uintptr_t at = (uintptr_t)begin; at < (uintptr_t)end; at += MOTE_PLAT_PAGE_BYTES)
		check(mote_xenpv_set_page(at, mote_xenpv_machine_page(at) | PTE_PRESENT));
}

static void unmap(const char *page)
{
	check(mote_xenpv_set_page((uintptr_t)page, 0));
}

/*
 * Makes all behind the text not executable: the linker has put it where other entries of the page
 * directory begin.
 */
static void forbid_execution(void)
{
	uintptr_t at = (uintptr_t)mote_text_end;
	const uint64_t *entry;

	while ((entry = mote_xenpv_entry_of(at, LEVEL_PD)) && *entry & PTE_PRESENT) {
		check(mote_xenpv_set_entry(entry, *entry | PTE_NO_EXECUTE));
		at += PD_ENTRY_BYTES;
	}
	mote_xenpv_mapped_end = at;
}

void mote_xenpv_protect_image(const struct start_info *info)
{
	mote_xenpv_frames = (const uint64_t *)info->mfn_list;
	top_table = (const uint64_t *)info->pt_base;
	make_read_only(mote_text_begin, mote_text_end);
	make_read_only(mote_rodata_begin, mote_rodata_end);
	forbid_execution();
	unmap(mote_xenpv_stack_guard);
	unmap(mote_xenpv_trap_stack_guard);
	if (CONFIG_INTERRUPTS)
		unmap(mote_xenpv_interrupt_stack_guard);
}
