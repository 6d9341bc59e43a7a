/* SPDX-License-Identifier: BSD-3-Clause */
/* What the page tables and the processor allow (Intel SDM volume 3 §4.5 and §4.6). */
#include <config/INTERRUPTS.h>
#include <config/STOP_REQUESTS.h>
#include <mote/plat.h>
#include <mote/test.h>

#include "../src/x86.h"

#define PTE_CACHE_DISABLE (1 << 4)
#define PTE_NO_EXECUTE (1ULL << 63)
#define PTE_ADDRESS 0x000ffffffffff000ULL
#define ENTRIES 512

extern uint64_t mote_pvh_pml4[];
extern const char mote_text_begin[], mote_text_end[], mote_rodata_begin[], mote_rodata_end[];
extern const char mote_image_end[], mote_pvh_stack_guard[], mote_pvh_trap_stack_guard[];
extern const char mote_pvh_read_only_begin[], mote_pvh_read_only_end[];

/* What a page may be used for; all levels have their say. */
struct rights {
	bool present;
	bool writable;
	bool executable;
	bool uncached;
};

static struct rights rights_of_entry(uint64_t entry, struct rights above)
{
	return (struct rights){
		.present = entry & PTE_PRESENT,
		.writable = above.writable && entry & PTE_WRITE,
		.executable = above.executable && !(entry & PTE_NO_EXECUTE),
		.uncached = entry & PTE_CACHE_DISABLE,
	};
}

static struct rights rights_at(const void *place)
{
	const uint64_t *table = mote_pvh_pml4;
	struct rights rights = {true, true, true, false};

	for (int shift = 39; shift >= 12; shift -= 9) {
		uint64_t entry = table[(uintptr_t)place >> shift & (ENTRIES - 1)];

		rights = rights_of_entry(entry, rights);
		if (!rights.present || (shift < 39 && entry & PTE_LARGE))
			break;
		table = mote_plat_phys_to_virt(entry & PTE_ADDRESS);
	}
	return rights;
}

/* How many leaves below TABLE are both writable and executable. */
static unsigned count_violations(const uint64_t *table, int level, struct rights above)
{
	unsigned count = 0;

	for (int i = 0; i < ENTRIES; i++) {
		struct rights rights = rights_of_entry(table[i], above);

		if (!rights.present)
			continue;
		if (level == 0 || (level < 3 && table[i] & PTE_LARGE))
			count += rights.writable && rights.executable;
		else
			count += count_violations(mote_plat_phys_to_virt(table[i] & PTE_ADDRESS),
						  level - 1, rights);
	}
	return count;
}

MOTE_TEST(protection_all,
	  "protection: no page of the address space is both writable and executable")
{
	MOTE_CHECK_EQUAL(
		count_violations(mote_pvh_pml4, 3, (struct rights){true, true, true, false}), 0);
}

static unsigned holes;

static void check_range(const char *begin, const char *end, bool writable, bool executable)
{
	for (const char *at = begin; at < end; at += MOTE_PLAT_PAGE_BYTES) {
		struct rights rights = rights_at(at);
		bool right;

		/* The guard page of a stack that lies among the data. */
		if (!rights.present && writable) {
			holes++;
			continue;
		}
		right = MOTE_CHECK(rights.present);
		right = MOTE_CHECK_EQUAL(rights.writable, writable) && right;
		right = MOTE_CHECK_EQUAL(rights.executable, executable) && right;
		if (!right)
			mote_test_note("at %p", (const void *)at);
	}
}

MOTE_TEST(protection_image,
	  "protection: text is executable, constants neither that nor writable, data writable")
{
	static int data;
	static const int constant;

	holes = 0;
	check_range(mote_text_begin, mote_text_end, false, true);
	check_range(mote_rodata_begin, mote_rodata_end, false, false);
	check_range(mote_rodata_end, mote_pvh_read_only_begin, true, false);
	check_range(mote_pvh_read_only_begin, mote_pvh_read_only_end, false, false);
	check_range(mote_pvh_read_only_end, mote_pvh_stack_guard, true, false);
	check_range((const char *)&data, (const char *)&data + 1, true, false);
	check_range((const char *)&constant, (const char *)&constant + 1, false, false);
	/* The thread for stop requests has its stack there. */
	MOTE_CHECK(holes <= CONFIG_STOP_REQUESTS);
}

static void check_guard(uintptr_t guard)
{
	MOTE_CHECK(!rights_at((const void *)guard).present);
	MOTE_CHECK(!rights_at((const void *)(guard + MOTE_PLAT_PAGE_BYTES - 1)).present);
	MOTE_CHECK(rights_at((const void *)(guard + MOTE_PLAT_PAGE_BYTES)).writable);
}

MOTE_TEST(protection_holes, "protection: page zero and the page below each stack are not mapped")
{
	MOTE_CHECK(!rights_at(NULL).present);
	MOTE_CHECK(!rights_at((const char *)NULL + MOTE_PLAT_PAGE_BYTES - 1).present);
	check_guard((uintptr_t)mote_pvh_stack_guard);
	check_guard((uintptr_t)mote_pvh_trap_stack_guard);
	if (CONFIG_INTERRUPTS)
		check_guard(mote_plat_interrupt_stack().begin - MOTE_PLAT_PAGE_BYTES);
}

/* Where the processor finds a table of descriptors: sgdt, sidt. */
struct table_pointer {
	uint16_t limit;
	uint64_t base;
} __attribute__((packed));

MOTE_TEST(protection_tables, "protection: the processor's tables can't be written")
{
	struct table_pointer gdt, idt;

	__asm__ volatile("sgdt %0; sidt %1" : "=m"(gdt), "=m"(idt));
	MOTE_CHECK(!rights_at((const void *)gdt.base).writable);
	MOTE_CHECK(!rights_at((const void *)idt.base).writable);
	MOTE_CHECK(!rights_at((const char *)idt.base + idt.limit).writable);
}

MOTE_TEST(protection_processor, "protection: the processor enforces it in the kernel too")
{
	uint64_t cr0;
	uint32_t efer_low, efer_high;

	__asm__ volatile("mov %%cr0, %0" : "=r"(cr0));
	__asm__ volatile("rdmsr" : "=a"(efer_low), "=d"(efer_high) : "c"(MSR_EFER));
	MOTE_CHECK(cr0 & CR0_WP);
	MOTE_CHECK(efer_low & EFER_NXE);
}

/* In memory that was mapped with a cache, as all of it below the image. */
#define BIOS_AREA 0xe0000

MOTE_TEST(protection_uncached,
	  "protection: what is mapped uncached stays so, and its neighbours cached")
{
	char *page = mote_plat_map(BIOS_AREA, 8, true);

	MOTE_REQUIRE(page);
	MOTE_CHECK(rights_at(page).uncached);
	MOTE_CHECK(!rights_at(page - 1).uncached);
	MOTE_CHECK(!rights_at(page + MOTE_PLAT_PAGE_BYTES).uncached);
	MOTE_CHECK_EQUAL(mote_plat_protect(page, MOTE_PLAT_PAGE_BYTES, MOTE_PLAT_NONE), 0);
	MOTE_CHECK_EQUAL(mote_plat_protect(page, MOTE_PLAT_PAGE_BYTES, MOTE_PLAT_WRITE), 0);
	MOTE_CHECK(rights_at(page).uncached && rights_at(page).writable);
}
