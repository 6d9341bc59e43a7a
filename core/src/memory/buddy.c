/* SPDX-License-Identifier: BSD-3-Clause */
#include "buddy.h"

#include <mote/page.h>
#include <mote/string.h>

#include "../seeded_fault.h"
#include "page_debug.h"

#define WORD_BITS 64

/* What a free block begins with. */
struct free_block {
	struct mote_list link;
	unsigned order;
};

static struct free_block *block_at(uintptr_t page)
{
	return (struct free_block *)(page * MOTE_PAGE_BYTES);
}

static uintptr_t page_of(const void *memory)
{
	return (uintptr_t)memory / MOTE_PAGE_BYTES;
}

static uint64_t bit_of(const struct buddy *buddy, uintptr_t page)
{
	return (uint64_t)1 << (page - buddy->base) % WORD_BITS;
}

static uint64_t *word_of(struct buddy *buddy, uintptr_t page)
{
	return &buddy->begins[(page - buddy->base) / WORD_BITS];
}

/* Whether a free block begins at PAGE, any number. */
static bool begins_block(const struct buddy *buddy, uintptr_t page)
{
	return page >= buddy->first && page < buddy->taken &&
	       *word_of((struct buddy *)buddy, page) & bit_of(buddy, page);
}

/* The order of the free block at PAGE; BUDDY_ORDERS where none begins. */
static unsigned order_of(const struct buddy *buddy, uintptr_t page)
{
	return begins_block(buddy, page) ? block_at(page)->order : BUDDY_ORDERS;
}

static void insert_block(struct buddy *buddy, uintptr_t page, unsigned order)
{
	struct free_block *block = block_at(page);

	block->order = order;
	mote_list_insert(&buddy->free[order], &block->link);
	buddy->orders |= 1u << order;
	*word_of(buddy, page) |= bit_of(buddy, page);
}

static void remove_block(struct buddy *buddy, uintptr_t page)
{
	struct free_block *block = block_at(page);
	struct mote_list *list = &buddy->free[block->order];

	mote_list_remove(&block->link);
	if (mote_list_is_empty(list))
		buddy->orders &= ~(1u << block->order);
	*word_of(buddy, page) &= ~bit_of(buddy, page);
	mote_page_debug_poison(block, sizeof(*block));
}

static void free_block(struct buddy *buddy, uintptr_t page, unsigned order)
{
	for (; order < BUDDY_ORDERS - 1; order++) {
		uintptr_t other = page ^ (uintptr_t)1 << order;

		if (order_of(buddy, other) != order || SEEDED(BUDDY_MERGE))
			break;
		/* The buddy is free too: they become one block of the next order. */
		remove_block(buddy, other);
		page &= other;
	}
	insert_block(buddy, page, order);
}

/* The largest order of a block that begins at PAGE and ends at END at the latest. */
static unsigned order_at(uintptr_t page, uintptr_t end)
{
	unsigned aligned = __builtin_ctzl(page | (uintptr_t)1 << (BUDDY_ORDERS - 1));
	unsigned fits = WORD_BITS - 1 - __builtin_clzl(end - page);

	return aligned < fits ? aligned : fits;
}

static void free_run(struct buddy *buddy, uintptr_t page, uintptr_t end)
{
	buddy->free_pages += end - page;
	while (page < end) {
		unsigned order = order_at(page, end);

		free_block(buddy, page, order);
		page += (uintptr_t)1 << order;
	}
}

/* How many words of bits the pages from BASE up to END have. */
static size_t words_up_to(uintptr_t base, uintptr_t end)
{
	return (end - base + WORD_BITS - 1) / WORD_BITS;
}

static uintptr_t base_of(uintptr_t first)
{
	return first & -(uintptr_t)WORD_BITS;
}

size_t mote_buddy_own_bytes(uintptr_t begin, uintptr_t end)
{
	uintptr_t base = base_of(begin / MOTE_PAGE_BYTES);
	size_t bytes = sizeof(struct buddy) +
		       words_up_to(base, end / MOTE_PAGE_BYTES) * sizeof(uint64_t);

	return (bytes + MOTE_PAGE_BYTES - 1) & -(size_t)MOTE_PAGE_BYTES;
}

struct buddy *mote_buddy_create(uintptr_t begin, uintptr_t end)
{
	struct buddy *buddy = (struct buddy *)begin;
	size_t own = mote_buddy_own_bytes(begin, end);

	if (end <= begin || end - begin <= own)
		return NULL;
	buddy->base = base_of(begin / MOTE_PAGE_BYTES);
	buddy->first = (begin + own) / MOTE_PAGE_BYTES;
	buddy->taken = buddy->first;
	buddy->end = end / MOTE_PAGE_BYTES;
	buddy->free_pages = buddy->end - buddy->first;
	buddy->orders = 0;
	for (unsigned order = 0; order < BUDDY_ORDERS; order++)
		mote_list_init(&buddy->free[order]);
	memset(buddy->begins, 0, words_up_to(buddy->base, buddy->taken) * sizeof(uint64_t));
	return buddy;
}

void mote_buddy_take_over(struct buddy *buddy, uintptr_t end)
{
	uintptr_t begin = buddy->taken;
	/* The rest of a word that is in use is zero since that was cleared. */
	size_t cleared = words_up_to(buddy->base, begin);

	memset(&buddy->begins[cleared], 0,
	       (words_up_to(buddy->base, end) - cleared) * sizeof(uint64_t));
	mote_page_debug_poison((void *)(begin * MOTE_PAGE_BYTES), (end - begin) * MOTE_PAGE_BYTES);
	buddy->taken = end;
	/* They were counted as free before. */
	buddy->free_pages -= end - begin;
	free_run(buddy, begin, end);
}

void *mote_buddy_alloc(struct buddy *buddy, size_t count)
{
	uintptr_t page;
	uint32_t orders;
	unsigned order;

	if (!count || count > buddy->free_pages)
		return NULL;
	order = mote_buddy_order(count);
	orders = order < BUDDY_ORDERS ? buddy->orders >> order : 0;
	if (!orders)
		return NULL;
	order += __builtin_ctz(orders);

	page = page_of(buddy->free[order].next);
	remove_block(buddy, page);
	buddy->free_pages -= (size_t)1 << order;
	/* What the block has beyond the request goes back, in blocks as large as possible. */
	free_run(buddy, page + count + SEEDED(BUDDY_REST), page + ((uintptr_t)1 << order));
	return block_at(page);
}

/* Where the free block begins that PAGE is in; the number of no page where it is in none. */
static uintptr_t block_around(const struct buddy *buddy, uintptr_t page)
{
	for (unsigned order = 0; order < BUDDY_ORDERS; order++) {
		uintptr_t first = page & -((uintptr_t)1 << order);
		unsigned found = order_of(buddy, first);

		if (found < BUDDY_ORDERS && first + ((uintptr_t)1 << found) > page)
			return first;
	}
	return UINTPTR_MAX;
}

static bool is_free(const struct buddy *buddy, uintptr_t block, uintptr_t end)
{
	while (block < end) {
		unsigned order = order_of(buddy, block);

		if (order == BUDDY_ORDERS)
			return false;
		block += (uintptr_t)1 << order;
	}
	return true;
}

bool mote_buddy_claim(struct buddy *buddy, void *pages, size_t count)
{
	uintptr_t page = page_of(pages);
	uintptr_t end = page + count;
	uintptr_t begin = block_around(buddy, page);
	uintptr_t at = begin;

	if (begin == UINTPTR_MAX || !is_free(buddy, begin, end))
		return false;
	while (at < end) {
		uintptr_t behind = at + ((uintptr_t)1 << block_at(at)->order);

		remove_block(buddy, at);
		at = behind;
	}
	buddy->free_pages -= at - begin;
	/* What these blocks had before the claim and behind it. */
	free_run(buddy, begin, page);
	free_run(buddy, end, at);
	return true;
}

bool mote_buddy_has_free(const struct buddy *buddy, const void *pages, size_t count)
{
	uintptr_t page = page_of(pages);

	for (size_t i = 0; i < count; i++)
		if (begins_block(buddy, page + i))
			return true;
	return block_around(buddy, page) != UINTPTR_MAX;
}

void mote_buddy_free(struct buddy *buddy, void *pages, size_t count)
{
	uintptr_t page = page_of(pages);

	free_run(buddy, page, page + count);
}
