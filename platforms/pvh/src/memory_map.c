/* SPDX-License-Identifier: BSD-3-Clause */
#include "memory_map.h"

#include <mote/plat.h>
#include <stdbool.h>

/* No x86 processor has wider physical addresses (Intel SDM volume 3 §4.1.4). */
#define PHYSICAL_END (1ULL << 52)

extern char mote_image_begin[], mote_image_end[];

static uint64_t page_up(uint64_t address)
{
	return (address + MOTE_PLAT_PAGE_BYTES - 1) & -(uint64_t)MOTE_PLAT_PAGE_BYTES;
}

static uint64_t page_down(uint64_t address)
{
	return address & -(uint64_t)MOTE_PLAT_PAGE_BYTES;
}

/* Where there is no room for one more it stays unused. */
static void append_range(struct mote_boot_info *boot, uint64_t begin, uint64_t end)
{
	if (boot->range_count < MOTE_BOOT_RANGES_MAX)
		boot->ranges[boot->range_count++] = (struct mote_memory_range){begin, end, begin};
}

void mote_pvh_memory_exclude(struct mote_boot_info *boot, uint64_t begin, uint64_t end)
{
	begin = page_down(begin);
	end = page_up(end);
	for (size_t i = boot->range_count; i-- > 0;) {
		struct mote_memory_range *range = &boot->ranges[i];

		if (range->end <= begin || range->begin >= end)
			continue;
		/* What lies behind the hole becomes a range of its own. */
		if (range->begin < begin && range->end > end)
			append_range(boot, end, range->end);
		if (range->begin < begin)
			range->end = begin;
		else if (range->end > end)
			range->begin = end;
		else
			*range = boot->ranges[--boot->range_count];
	}
}

/* Where an entry ends, cut to what a physical address can be; 0 for one that makes no sense. */
static uint64_t entry_end(const struct start_info_memmap_entry *entry)
{
	uint64_t end = entry->addr + entry->size;

	if (entry->addr >= PHYSICAL_END || end <= entry->addr)
		return 0;
	return end < PHYSICAL_END ? end : PHYSICAL_END;
}

/* Adds the entries that are usable memory, or takes out those that are not. */
static void read_entries(struct mote_boot_info *boot, const struct start_info_memmap_entry *entries,
			 uint32_t count, bool usable)
{
	for (const struct start_info_memmap_entry *entry = entries; entry < entries + count;
	     entry++) {
		uint64_t begin = entry->addr;
		uint64_t end = entry_end(entry);

		if (!end || (entry->type == MEMMAP_TYPE_RAM) != usable)
			continue;
		if (usable) {
			begin = page_up(begin);
			end = page_down(end);
		}
		if (begin >= end)
			continue;
		/*
		 * Taken out also before it is added, so that entries which overlap are taken once.
		 */
		mote_pvh_memory_exclude(boot, begin, end);
		if (usable)
			append_range(boot, begin, end);
	}
}

void mote_pvh_memory_read(struct mote_boot_info *boot,
			  const struct start_info_memmap_entry *entries, uint32_t count)
{
	/* In this order: what is not usable wins where the map contradicts itself. */
	read_entries(boot, entries, count, true);
	read_entries(boot, entries, count, false);
	mote_pvh_memory_exclude(boot, 0, MOTE_PLAT_PAGE_BYTES);
	mote_pvh_memory_exclude(boot, (uintptr_t)mote_image_begin, (uintptr_t)mote_image_end);
}
