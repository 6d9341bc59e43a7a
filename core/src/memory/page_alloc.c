/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Page frames of all ranges of the machine's memory, each with a buddy allocator of its own: the
 * holes between them cost nothing then. A run is looked for in this order: among runs of the same
 * length that were freed just now and are kept as they are; in what the buddy allocators have; there
 * again with the kept runs given back to them; in memory that is taken over now, which the platform
 * may have to map first.
 */
#define MOTE_LOG_NAME "memory"
#include <config/PAGE_DEBUG.h>
#include <mote/boot.h>
#include <mote/log.h>
#include <mote/page.h>
#include <mote/panic.h>
#include <mote/spinlock.h>
#include <mote/startup.h>

#include "../seeded_fault.h"
#include "buddy.h"
#include "page_debug.h"

/* How much is taken over at once at least: what one page table maps. */
#define CHUNK_PAGES (((uintptr_t)2 << 20) / MOTE_PAGE_BYTES)

/* Runs of 1 to KEPT_LENGTHS pages are kept when they are freed, KEPT_MAX of each length. */
#define KEPT_LENGTHS 8
#define KEPT_MAX 4

struct range {
	struct buddy *buddy;
	uint64_t mapped_end; /* up to where it is mapped */
};

struct kept_run {
	struct kept_run *next;
};

static struct range ranges[MOTE_BOOT_RANGES_MAX];
static struct range *ranges_end = ranges;
static struct mote_page_statistics statistics;
static struct mote_spinlock lock;

static struct {
	struct kept_run *first;
	unsigned count;
} kept[KEPT_LENGTHS + 1];

static void *alloc_kept(size_t count)
{
	struct kept_run *run;

	if (count > KEPT_LENGTHS)
		return NULL;
	run = kept[count].first;
	if (!run)
		return NULL;
	kept[count].first = run->next;
	kept[count].count--;
	return run;
}

static bool keep(void *pages, size_t count)
{
	struct kept_run *run = pages;

	if (CONFIG_PAGE_DEBUG || count - 1 >= KEPT_LENGTHS || kept[count].count >= KEPT_MAX)
		return false;
	run->next = kept[count].first;
	kept[count].first = run;
	kept[count].count++;
	return true;
}

static void *alloc_taken(size_t count)
{
	for (struct range *range = ranges; range < ranges_end; range++) {
		void *pages = mote_buddy_alloc(range->buddy, count);

		if (pages)
			return pages;
	}
	return NULL;
}

/* The range whose pages PAGES are, COUNT of them; NULL for any other. */
static struct range *range_of(const void *pages, size_t count)
{
	uintptr_t first = (uintptr_t)pages / MOTE_PAGE_BYTES;

	for (struct range *range = ranges; range < ranges_end; range++)
		if (first >= range->buddy->first && first < range->buddy->taken &&
		    count <= range->buddy->taken - first)
			return range;
	return NULL;
}

/* Gives the kept runs back to their buddies, with which they may merge. False if there was none. */
static bool give_back_kept(void)
{
	bool any = false;

	for (size_t count = 1; count <= KEPT_LENGTHS; count++) {
		void *pages;

		while ((pages = alloc_kept(count))) {
			mote_buddy_free(range_of(pages, count)->buddy, pages, count);
			any = true;
		}
	}
	return any;
}

static void release(struct range *range, void *pages, size_t count)
{
	if (!keep(pages, count))
		mote_buddy_free(range->buddy, pages, count);
}

/* COUNT pages of a longer run: a kept one, or a new one; its rest is kept. */
static void *alloc_part(size_t count)
{
	void *pages = NULL;
	size_t length = count;

	while (!pages && ++length <= KEPT_LENGTHS)
		pages = alloc_kept(length);
	if (!pages) {
		length = KEPT_LENGTHS;
		pages = alloc_taken(length);
	}
	if (pages && length > count) {
		char *rest = (char *)pages + count * MOTE_PAGE_BYTES;

		release(range_of(rest, 1), rest, length - count);
	}
	return pages;
}

/* Maps the range up to the page with the number END. False where the platform can't. */
static bool map_up_to(struct range *range, uintptr_t end)
{
	uint64_t phys = mote_plat_virt_to_phys((void *)(end * MOTE_PAGE_BYTES));

	if (phys <= range->mapped_end || SEEDED(PAGE_MAPPED))
		return true;
	if (mote_plat_populate(range->mapped_end, phys) != 0)
		return false;
	range->mapped_end = phys;
	return true;
}

/* Takes over so much more that COUNT pages may follow each other in it. False where that can't be. */
static bool take_over(struct range *range, size_t count)
{
	struct buddy *buddy = range->buddy;
	uintptr_t pages, block, end;

	if (buddy->taken == buddy->end || count > buddy->end - buddy->first)
		return false;
	/* The block of that order which holds the next page, or the one behind. */
	pages = (uintptr_t)1 << mote_buddy_order(count);
	block = buddy->taken & -pages;
	if (block < buddy->first)
		block += pages;
	if (block + pages > buddy->end)
		return false;
	end = (block + pages + CHUNK_PAGES - 1) & -CHUNK_PAGES;
	if (end > buddy->end)
		end = buddy->end;
	if (!map_up_to(range, end))
		return false;
	mote_buddy_take_over(buddy, end);
	return true;
}

static void *alloc_more(size_t count)
{
	for (struct range *range = ranges; range < ranges_end; range++) {
		while (take_over(range, count)) {
			void *pages = mote_buddy_alloc(range->buddy, count);

			if (pages)
				return pages;
		}
	}
	return NULL;
}

static MOTE_NOINLINE void *alloc_slowly(size_t count)
{
	void *pages;

	if (!count || count > statistics.free)
		return NULL;
	pages = !CONFIG_PAGE_DEBUG && count <= KEPT_LENGTHS ? alloc_part(count) : NULL;
	if (!pages)
		pages = alloc_taken(count);
	if (!pages && !SEEDED(PAGE_KEPT) && give_back_kept())
		pages = alloc_taken(count);
	return pages ? pages : alloc_more(count);
}

void *mote_page_alloc(size_t count)
{
	unsigned long flags = mote_spin_lock_irqsave(&lock);
	void *pages = alloc_kept(count);

	if (!pages)
		pages = alloc_slowly(count);
	if (pages)
		statistics.free -= count;
	mote_spin_unlock_irqrestore_nowake(&lock, flags);
	if (CONFIG_PAGE_DEBUG && pages)
		mote_page_debug_check(pages, count);
	return pages;
}

bool mote_page_extend(void *pages, size_t count, size_t more)
{
	unsigned long flags = mote_spin_lock_irqsave(&lock);
	char *behind = (char *)pages + count * MOTE_PAGE_BYTES;
	struct range *range = range_of(behind, more);
	bool done = range && (mote_buddy_claim(range->buddy, behind, more) ||
			      (give_back_kept() && mote_buddy_claim(range->buddy, behind, more)));

	if (done)
		statistics.free -= more;
	mote_spin_unlock_irqrestore_nowake(&lock, flags);
	if (CONFIG_PAGE_DEBUG && done)
		mote_page_debug_check(behind, more);
	return done;
}

static struct range *check_free(void *pages, size_t count)
{
	struct range *range = range_of(pages, count);

	if (!range || (uintptr_t)pages % MOTE_PAGE_BYTES)
		mote_panic("mote_page_free: %zu pages at %p are not the page allocator's", count,
			   pages);
	if (CONFIG_PAGE_DEBUG && mote_buddy_has_free(range->buddy, pages, count))
		mote_panic("mote_page_free: %zu pages at %p are free already", count, pages);
	return range;
}

void mote_page_free(void *pages, size_t count)
{
	unsigned long flags = mote_spin_lock_irqsave(&lock);
	struct range *range = check_free(pages, count);

	mote_page_debug_poison(pages, count * MOTE_PAGE_BYTES);
	release(range, pages, count);
	statistics.free += count;
	mote_spin_unlock_irqrestore_nowake(&lock, flags);
}

struct mote_page_statistics mote_page_statistics(void)
{
	unsigned long flags = mote_spin_lock_irqsave(&lock);
	struct mote_page_statistics copy = statistics;

	mote_spin_unlock_irqrestore_nowake(&lock, flags);
	return copy;
}

/* Ranges that touch make one: the next of RANGE, or NULL. */
static const struct mote_memory_range *find_next(const struct mote_memory_range *range)
{
	const struct mote_boot_info *boot = mote_boot_info();

	for (size_t i = 0; i < boot->range_count; i++)
		if (boot->ranges[i].begin == range->end)
			return &boot->ranges[i];
	return NULL;
}

static bool has_previous(const struct mote_memory_range *range)
{
	const struct mote_boot_info *boot = mote_boot_info();

	for (size_t i = 0; i < boot->range_count; i++)
		if (boot->ranges[i].end == range->begin)
			return true;
	return false;
}

static void add_range(const struct mote_memory_range *first)
{
	const struct mote_memory_range *next = first;
	struct range *range = ranges_end;
	uint64_t phys_end = first->end;
	uintptr_t begin, end, own;

	range->mapped_end = first->mapped_end;
	while ((next = find_next(next))) {
		if (range->mapped_end == phys_end)
			range->mapped_end = next->mapped_end;
		phys_end = next->end;
	}
	begin = (uintptr_t)mote_plat_phys_to_virt(first->begin);
	end = begin + (phys_end - first->begin);
	own = mote_buddy_own_bytes(begin, end);
	if (end - begin <= own || !map_up_to(range, (begin + own) / MOTE_PAGE_BYTES))
		return;
	range->buddy = mote_buddy_create(begin, end);
	statistics.free += range->buddy->free_pages;
	ranges_end++;
}

static int page_alloc_start(void)
{
	const struct mote_boot_info *boot = mote_boot_info();

	for (size_t i = 0; i < boot->range_count; i++)
		if (!has_previous(&boot->ranges[i]))
			add_range(&boot->ranges[i]);
	statistics.total = statistics.free;
	mote_log_info("%zu KiB in %zu ranges", statistics.free * (MOTE_PAGE_BYTES / 1024),
		      ranges_end - ranges);
	return 0;
}

MOTE_STARTUP(MOTE_STAGE_MEMORY, page_alloc, "taking over the memory", page_alloc_start, NULL);
