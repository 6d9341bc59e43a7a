/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Page tables (Intel SDM volume 3 §4.5). Virtual addresses equal physical ones. entry.S has mapped
 * its beginning; here the rest of memory is added, device memory on demand, and rights are changed,
 * for which a large page is split into small ones.
 */
#include "paging.h"

#include <config/MEMORY.h>
#include <mote/arch/cpuid.h>
#include <mote/errno.h>
#include <mote/page.h>
#include <mote/plat.h>
#include <mote/string.h>
#include <stdbool.h>

#include "memory_map.h"
#include "x86.h"

#define PTE_CACHE_DISABLE (1 << 4)
#define PTE_NO_EXECUTE (1ULL << 63)
#define PTE_ADDRESS 0x000ffffffffff000ULL

#define CPUID_EXTENDED_FEATURES 0x80000001
#define CPUID_ADDRESS_BITS 0x80000008

#define PHYSICAL_BITS_MIN 36
/* The lower half of the virtual addresses, which are those of memory. */
#define VIRTUAL_BITS 47

#define PTES 512
#define PAGE_SHIFT 12
#define LEVEL_SHIFT 9

/*
 * Levels count from the page table (0) to the top (3); an entry of level 1 or 2 may be a large
 * page.
 */
#define LEVEL_PT 0
#define LEVEL_PD 1
#define LEVEL_PDPT 2
#define LEVEL_TOP 3

extern uint64_t mote_pvh_pml4[];

/* Where tables come from until the core has taken over the memory. */
static struct mote_boot_info *early_memory;

static uint64_t level_bytes(int level)
{
	return 1ULL << (PAGE_SHIFT + LEVEL_SHIFT * level);
}

/* The last page of a range that is mapped already. */
static void *early_page(void)
{
	for (size_t i = 0; i < early_memory->range_count; i++) {
		struct mote_memory_range *range = &early_memory->ranges[i];

		if (range->end > mote_pvh_mapped_end ||
		    range->end - range->begin <= MOTE_PLAT_PAGE_BYTES)
			continue;
		range->end -= MOTE_PLAT_PAGE_BYTES;
		if (range->mapped_end > range->end)
			range->mapped_end = range->end;
		return mote_plat_phys_to_virt(range->end);
	}
	return NULL;
}

static uint64_t *new_table(void)
{
	void *table = NULL;

	if (early_memory)
		table = early_page();
	else if (CONFIG_MEMORY)
		table = mote_page_alloc(1);
	return table ? memset(table, 0, MOTE_PLAT_PAGE_BYTES) : NULL;
}

static void flush(uint64_t address)
{
	__asm__ volatile("invlpg (%0)" : : "r"(address) : "memory");
}

/* Replaces a large page by a table of the next lower level that maps the same. */
static uint64_t *split(uint64_t *entry, int level)
{
	uint64_t step = level_bytes(level - 1);
	uint64_t *table = new_table();
	uint64_t page = *entry;

	if (!table)
		return NULL;
	if (level == LEVEL_PD)
		page &= ~(uint64_t)PTE_LARGE;
	for (int i = 0; i < PTES; i++)
		table[i] = page + i * step;
	*entry = mote_plat_virt_to_phys(table) | PTE_PRESENT | PTE_WRITE;
	return table;
}

/* The table that ENTRY of LEVEL points to; made, or made from a large page, if need be. */
static uint64_t *table_below(uint64_t *entry, int level)
{
	if (*entry & PTE_PRESENT) {
		if (*entry & PTE_LARGE)
			return split(entry, level);
		return mote_plat_phys_to_virt(*entry & PTE_ADDRESS);
	}

	uint64_t *table = new_table();

	if (table)
		*entry = mote_plat_virt_to_phys(table) | PTE_PRESENT | PTE_WRITE;
	return table;
}

/*
 * The entry of LEVEL for ADDRESS, or that of a large page of a higher level which holds it, unless
 * SPLIT_LARGE has that made smaller. NULL where a table can't be allocated.
 */
static uint64_t *find_entry(uint64_t address, int level, bool split_large)
{
	uint64_t *table = mote_pvh_pml4;

	for (int at = LEVEL_TOP;; at--) {
		uint64_t *entry = &table[address >> (PAGE_SHIFT + LEVEL_SHIFT * at) & (PTES - 1)];

		if (at == level || (!split_large && *entry & PTE_LARGE))
			return entry;
		table = table_below(entry, at);
		if (!table)
			return NULL;
	}
}

static bool has_1gib_pages(void)
{
	return mote_arch_cpuid(CPUID_EXTENDED_FEATURES).d >> 26 & 1;
}

/* Whether the processor can address physical memory up to END. */
static bool is_address(uint64_t end)
{
	uint64_t bits;

	/* All of those with a 64-bit mode have as many; CPUID is slow under a hypervisor. */
	if (end <= 1ULL << PHYSICAL_BITS_MIN)
		return true;
	bits = mote_arch_cpuid(CPUID_ADDRESS_BITS).a & 0xff;
	return end <= 1ULL << (bits < VIRTUAL_BITS ? bits : VIRTUAL_BITS);
}

/*
 * Maps the pages around BEGIN up to END that aren't mapped yet. Returns where it had to stop, END
 * if not.
 */
static uint64_t map_large(uint64_t begin, uint64_t end, uint64_t flags)
{
	uint64_t at = begin & -level_bytes(LEVEL_PD);

	while (at < end) {
		bool fits = at % level_bytes(LEVEL_PDPT) == 0 &&
			    end - at >= level_bytes(LEVEL_PDPT);
		int level = fits && has_1gib_pages() ? LEVEL_PDPT : LEVEL_PD;
		uint64_t *entry = find_entry(at, level, false);

		/* Where a table stands already a page of 1 GiB doesn't fit. */
		if (entry && level == LEVEL_PDPT && *entry & PTE_PRESENT) {
			level = LEVEL_PD;
			entry = find_entry(at, level, false);
		}
		if (!entry)
			return at;
		if (!(*entry & PTE_PRESENT))
			*entry = at | flags | PTE_LARGE;
		at += level_bytes(level);
	}
	return end;
}

/* What is mapped with a cache, perhaps within a large page. False where a table can't be made. */
static bool make_uncached(uint64_t begin, uint64_t end)
{
	for (uint64_t at = begin & -(uint64_t)MOTE_PLAT_PAGE_BYTES; at < end;
	     at += MOTE_PLAT_PAGE_BYTES) {
		uint64_t *entry = find_entry(at, LEVEL_PT, false);

		if (*entry & PTE_CACHE_DISABLE)
			continue;
		entry = find_entry(at, LEVEL_PT, true);
		if (!entry)
			return false;
		*entry |= PTE_CACHE_DISABLE;
		flush(at);
	}
	return true;
}

void *mote_plat_map(uint64_t phys, size_t bytes, int uncached)
{
	uint64_t flags = PTE_PRESENT | PTE_WRITE | PTE_NO_EXECUTE |
			 (uncached ? PTE_CACHE_DISABLE : 0);
	uint64_t end = phys + bytes;

	/* Page zero stays unmapped: firmware's tables name it where they mean nothing. */
	if (phys < MOTE_PLAT_PAGE_BYTES || end < phys || !is_address(end))
		return NULL;
	if (map_large(phys, end, flags) < end || (uncached && !make_uncached(phys, end)))
		return NULL;
	return mote_plat_phys_to_virt(phys);
}

void *mote_pvh_map_early(struct mote_boot_info *boot, uint64_t phys, uint64_t bytes)
{
	void *mapped;

	early_memory = boot;
	mapped = mote_plat_map(phys, bytes, false);
	early_memory = NULL;
	return mapped;
}

void mote_pvh_paging_start(struct mote_boot_info *boot)
{
	uint64_t mapped = mote_pvh_mapped_end;

	/* Without a page of it: what lies on both sides is cut in two. Tables come from the mapped one. */
	mote_pvh_memory_exclude(boot, mapped, mapped);
	early_memory = boot;
	for (size_t i = 0; i < boot->range_count; i++) {
		struct mote_memory_range *range = &boot->ranges[i];

		if (range->begin < mapped) {
			range->mapped_end = range->end;
			continue;
		}
		range->end = map_large(range->begin, range->end,
				       PTE_PRESENT | PTE_WRITE | PTE_NO_EXECUTE);
		/* For want of tables it may have stopped before the range begins, in its large page. */
		if (range->end < range->begin)
			range->end = range->begin;
		range->mapped_end = range->end;
	}
	early_memory = NULL;
}

static uint64_t protection_flags(enum mote_plat_protection protection)
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

int mote_plat_protect(void *virt, size_t bytes, enum mote_plat_protection protection)
{
	uint64_t begin = (uintptr_t)virt;
	uint64_t end = begin + bytes;

	/* First make every table, so that a failure changes nothing that shows. */
	for (uint64_t at = begin; at < end; at += MOTE_PLAT_PAGE_BYTES)
		if (!find_entry(at, LEVEL_PT, true))
			return -ENOMEM;
	for (uint64_t at = begin; at < end; at += MOTE_PLAT_PAGE_BYTES) {
		uint64_t *entry = find_entry(at, LEVEL_PT, true);

		*entry = at | protection_flags(protection) | (*entry & PTE_CACHE_DISABLE);
		flush(at);
	}
	return 0;
}
