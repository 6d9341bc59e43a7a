/* SPDX-License-Identifier: BSD-3-Clause */
/* What the page tables allow (Intel SDM volume 3 §4.5 and §4.6). */
#include <mote/plat.h>
#include <mote/test.h>

#include "../src/paging.h"
#include "../src/start.h"

/* Entries of the top page table that are Xen's own (arch-x86/xen-x86_64.h). */
#define XEN_FIRST 256
#define XEN_LAST 271

extern const char mote_text_begin[], mote_text_end[], mote_rodata_begin[], mote_rodata_end[];
extern const char mote_image_end[], mote_xenpv_stack_guard[];

/* Over this page the table is mapped that is looked at: to be read only, as Xen demands. */
static uint64_t view[PTES] __attribute__((aligned(MOTE_PLAT_PAGE_BYTES)));

/* Entry INDEX of the page table at a machine address. */
static uint64_t entry_in(uint64_t table, int index)
{
	static uint64_t viewed;

	if (viewed != table)
		mote_xenpv_set_page((uintptr_t)view, table | PTE_PRESENT | PTE_NO_EXECUTE);
	viewed = table;
	return ((volatile uint64_t *)view)[index];
}

static uint64_t top_table(void)
{
	return mote_plat_virt_to_device((const void *)mote_xenpv_start_info->pt_base);
}

/* What a page may be used for; all levels have their say. */
struct rights {
	bool present;
	bool writable;
	bool executable;
};

static struct rights rights_of_entry(uint64_t entry, struct rights above)
{
	return (struct rights){
		.present = entry & PTE_PRESENT,
		.writable = above.writable && entry & PTE_WRITE,
		.executable = above.executable && !(entry & PTE_NO_EXECUTE),
	};
}

static struct rights rights_at(const void *place)
{
	uint64_t table = top_table();
	struct rights rights = {true, true, true};

	for (int shift = 39; shift >= PAGE_SHIFT && rights.present; shift -= LEVEL_SHIFT) {
		uint64_t entry = entry_in(table, (uintptr_t)place >> shift & (PTES - 1));

		rights = rights_of_entry(entry, rights);
		table = entry & PTE_ADDRESS;
	}
	return rights;
}

/* How many pages below TABLE are both writable and executable. */
static unsigned count_violations(uint64_t table, int level, struct rights above)
{
	unsigned count = 0;

	for (int i = 0; i < PTES; i++) {
		uint64_t entry;
		struct rights rights;

		if (level == LEVEL_TOP && i >= XEN_FIRST && i <= XEN_LAST)
			continue;
		entry = entry_in(table, i);
		rights = rights_of_entry(entry, above);
		if (!rights.present)
			continue;
		if (level == LEVEL_PT)
			count += rights.writable && rights.executable;
		else
			count += count_violations(entry & PTE_ADDRESS, level - 1, rights);
	}
	return count;
}

MOTE_TEST(protection_all,
	  "protection: no page of the address space is both writable and executable")
{
	MOTE_CHECK_EQUAL(
		count_violations(top_table(), LEVEL_TOP, (struct rights){true, true, true}), 0);
}

static void check_range(const char *begin, const char *end, bool writable, bool executable)
{
	for (const char *at = begin; at < end; at += MOTE_PLAT_PAGE_BYTES) {
		struct rights rights = rights_at(at);

		MOTE_CHECK(rights.present);
		MOTE_CHECK_EQUAL(rights.writable, writable);
		MOTE_CHECK_EQUAL(rights.executable, executable);
	}
}

MOTE_TEST(protection_image,
	  "protection: text is executable, constants neither that nor writable, data writable")
{
	static int data;
	static const int constant;

	check_range(mote_text_begin, mote_text_end, false, true);
	check_range(mote_rodata_begin, mote_rodata_end, false, false);
	check_range((const char *)&data, (const char *)&data + 1, true, false);
	check_range((const char *)&constant, (const char *)&constant + 1, false, false);
	check_range((const char *)&mote_xenpv_start_info, (const char *)&mote_xenpv_start_info + 1,
		    false, false);
}

MOTE_TEST(protection_holes,
	  "protection: what lies below the image and the page below the main stack are not mapped")
{
	MOTE_CHECK(!rights_at(NULL).present);
	MOTE_CHECK(!rights_at((const char *)((uintptr_t)mote_text_begin - 1)).present);
	MOTE_CHECK(!rights_at(mote_xenpv_stack_guard).present);
	MOTE_CHECK(rights_at(mote_xenpv_stack_guard + MOTE_PLAT_PAGE_BYTES).writable);
}
