/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The buddy allocator against a model that knows of each page whether it is allocated. What has not
 * been taken over is poisoned, so that the sanitizer sees who touches it.
 */
#include "../../core/src/memory/buddy.h"

#include <mote/page.h>
#include <mote/test_random.h>
#include <sanitizer/asan_interface.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unit.h>

#define PAGES_MAX 300
#define OPERATIONS 3000

struct arena {
	struct buddy *buddy;
	unsigned char *memory;
	size_t pages;
	unsigned char owner[PAGES_MAX]; /* 0: not allocated; else what the page is filled with */
	size_t free_pages;
};

static unsigned char *page_at(const struct arena *arena, size_t page)
{
	return arena->memory + page * MOTE_PAGE_BYTES;
}

static size_t number_of(const struct arena *arena, uintptr_t frame)
{
	return frame - (uintptr_t)arena->memory / MOTE_PAGE_BYTES;
}

/* Takes over COUNT pages more, as far as there are so many. */
static void take_over(struct arena *arena, size_t count)
{
	size_t taken = number_of(arena, arena->buddy->taken);

	if (count > arena->pages - taken)
		count = arena->pages - taken;
	ASAN_UNPOISON_MEMORY_REGION(page_at(arena, taken), count * MOTE_PAGE_BYTES);
	memset(page_at(arena, taken), 0xff, count * MOTE_PAGE_BYTES);
	mote_buddy_take_over(arena->buddy, arena->buddy->taken + count);
	assert_int_equal(arena->buddy->free_pages, arena->free_pages);
}

/* An arena of which nothing is taken over but what the allocator needs for itself. */
static void open_untaken(struct arena *arena, size_t pages)
{
	size_t own;

	*arena = (struct arena){.pages = pages};
	/* Just as large, so that the sanitizer sees each byte beside it. */
	arena->memory = aligned_alloc(MOTE_PAGE_BYTES, pages * MOTE_PAGE_BYTES);
	assert_non_null(arena->memory);
	memset(arena->memory, 0xff, pages * MOTE_PAGE_BYTES);
	own = mote_buddy_own_bytes((uintptr_t)arena->memory, (uintptr_t)page_at(arena, pages));
	ASAN_POISON_MEMORY_REGION(arena->memory + own, pages * MOTE_PAGE_BYTES - own);
	arena->buddy =
		mote_buddy_create((uintptr_t)arena->memory, (uintptr_t)page_at(arena, pages));
	assert_non_null(arena->buddy);
	arena->free_pages = arena->buddy->free_pages;
	assert_int_equal(arena->free_pages, pages - own / MOTE_PAGE_BYTES);
	assert_null(mote_buddy_alloc(arena->buddy, 1));
}

static void open_arena(struct arena *arena, size_t pages)
{
	open_untaken(arena, pages);
	take_over(arena, pages);
}

static void close_arena(struct arena *arena)
{
	ASAN_UNPOISON_MEMORY_REGION(arena->memory, arena->pages * MOTE_PAGE_BYTES);
	free(arena->memory);
}

/* COUNT pages from number FIRST on, all of them free till now, become OWNER's. */
static void own(struct arena *arena, size_t first, size_t count, unsigned char owner)
{
	for (size_t page = first; page < first + count; page++) {
		assert_int_equal(arena->owner[page], 0);
		arena->owner[page] = owner;
		memset(page_at(arena, page), owner, MOTE_PAGE_BYTES);
	}
	arena->free_pages -= count;
	assert_int_equal(arena->buddy->free_pages, arena->free_pages);
}

/*
 * Allocates, and checks that what comes is the arena's, free and aligned. Returns false for NULL.
 */
static bool alloc(struct arena *arena, size_t count, unsigned char owner)
{
	unsigned char *run = mote_buddy_alloc(arena->buddy, count);

	if (!run)
		return false;
	assert_true(run >= arena->memory &&
		    run + count * MOTE_PAGE_BYTES <= page_at(arena, arena->pages));
	assert_int_equal((uintptr_t)run % MOTE_PAGE_BYTES, 0);
	own(arena, (run - arena->memory) / MOTE_PAGE_BYTES, count, owner);
	return true;
}

/* Whether COUNT pages from FIRST on are taken over, and all free or all allocated as IS_FREE says. */
static bool are(const struct arena *arena, size_t first, size_t count, bool is_free)
{
	if (first + count > number_of(arena, arena->buddy->taken))
		return false;
	for (size_t page = first; page < first + count; page++)
		if (!arena->owner[page] != is_free || page < number_of(arena, arena->buddy->first))
			return false;
	return true;
}

/* Claims pages that may be free or not, and looks whether the answer is right. */
static void claim(struct arena *arena, size_t first, size_t count, unsigned char owner)
{
	bool is_free = are(arena, first, count, true);

	if (first + count <= number_of(arena, arena->buddy->taken) &&
	    first >= number_of(arena, arena->buddy->first))
		assert_int_equal(mote_buddy_has_free(arena->buddy, page_at(arena, first), count),
				 !are(arena, first, count, false));
	assert_int_equal(mote_buddy_claim(arena->buddy, page_at(arena, first), count), is_free);
	if (is_free)
		own(arena, first, count, owner);
}

/* Frees COUNT allocated pages, whose content must be what their owner wrote. */
static void release(struct arena *arena, size_t first, size_t count)
{
	for (size_t page = first; page < first + count; page++) {
		for (size_t i = 0; i < MOTE_PAGE_BYTES; i += 64)
			assert_int_equal(page_at(arena, page)[i], arena->owner[page]);
		arena->owner[page] = 0;
	}
	arena->free_pages += count;
	mote_buddy_free(arena->buddy, page_at(arena, first), count);
	assert_int_equal(arena->buddy->free_pages, arena->free_pages);
}

/* How many pages from FIRST on are allocated, MAX at the most. */
static size_t allocated_run(const struct arena *arena, size_t first, size_t max)
{
	size_t count = 0;

	while (count < max && first + count < arena->pages && arena->owner[first + count])
		count++;
	return count;
}

/* Of the free blocks no two are buddies, and together they are what is free. */
static void check_merged(struct arena *arena)
{
	size_t sum = 0;

	for (unsigned order = 0; order < BUDDY_ORDERS; order++) {
		struct mote_list *link, *other;

		assert_int_equal(arena->buddy->orders >> order & 1,
				 !mote_list_is_empty(&arena->buddy->free[order]));
		MOTE_LIST_FOREACH(link, &arena->buddy->free[order]) {
			uintptr_t bytes = (uintptr_t)MOTE_PAGE_BYTES << order;

			sum += (size_t)1 << order;
			assert_int_equal((uintptr_t)link % bytes, 0);
			MOTE_LIST_FOREACH(other, &arena->buddy->free[order])
				assert_int_not_equal((uintptr_t)link ^ (uintptr_t)other, bytes);
		}
	}
	assert_int_equal(sum, arena->free_pages);
}

static void step(struct arena *arena, uint64_t *random)
{
	size_t page = mote_test_random_below(random, arena->pages);
	size_t count = 1 + mote_test_random_below(random, 24);
	unsigned char owner = 1 + mote_test_random_below(random, 255);

	if (arena->owner[page])
		release(arena, page, allocated_run(arena, page, count));
	else if (mote_test_random_below(random, 4) == 0)
		claim(arena, page, 1 + mote_test_random_below(random, 5), owner);
	else if (!alloc(arena, count, owner))
		take_over(arena, mote_test_random_below(random, 40));
}

static void operate_at_random(uint64_t seed)
{
	size_t pages = 2 + seed * 7 % (PAGES_MAX - 1);
	uint64_t random = seed;
	struct arena arena;

	open_untaken(&arena, pages);
	for (int i = 0; i < OPERATIONS; i++)
		step(&arena, &random);
	for (size_t page = 0; page < arena.pages; page++)
		if (arena.owner[page])
			release(&arena, page, allocated_run(&arena, page, arena.pages));
	take_over(&arena, pages);
	check_merged(&arena);
	close_arena(&arena);
}

static void agrees_with_the_model(void **state)
{
	(void)state;
	for (uint64_t seed = 1; seed <= UNIT_SEEDS; seed++) {
		print_message("# seed %lu\n", seed);
		operate_at_random(seed);
	}
}

static void takes_and_gives_back_everything(void **state)
{
	struct arena arena;
	size_t all;

	(void)state;
	open_arena(&arena, 100);
	all = arena.free_pages;
	for (int round = 0; round < 2; round++) {
		for (size_t i = 0; i < all; i++)
			assert_true(alloc(&arena, 1, 1));
		assert_false(alloc(&arena, 1, 1));
		for (size_t page = 0; page < arena.pages; page++)
			if (arena.owner[page])
				release(&arena, page, 1);
		assert_int_equal(arena.free_pages, all);
	}
	close_arena(&arena);
}

static void refuses_what_cannot_be(void **state)
{
	struct arena arena;

	(void)state;
	open_arena(&arena, 64);
	assert_null(mote_buddy_alloc(arena.buddy, 0));
	assert_null(mote_buddy_alloc(arena.buddy, 65));
	assert_null(mote_buddy_alloc(arena.buddy, SIZE_MAX));
	close_arena(&arena);
}

static void accepts_ranges_that_are_small(void **state)
{
	(void)state;
	assert_null(mote_buddy_create(MOTE_PAGE_BYTES, MOTE_PAGE_BYTES));
	assert_null(mote_buddy_create(MOTE_PAGE_BYTES, 2 * MOTE_PAGE_BYTES));
	for (size_t pages = 2; pages < 5; pages++) {
		struct arena arena;

		open_arena(&arena, pages);
		assert_int_equal(arena.free_pages, pages - 1);
		close_arena(&arena);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		UNIT_TEST(agrees_with_the_model, "buddy: random operations agree with a model"),
		UNIT_TEST(takes_and_gives_back_everything, "buddy: all pages can be taken, twice"),
		UNIT_TEST(refuses_what_cannot_be,
			  "buddy: none, and more than there are, give NULL"),
		UNIT_TEST(accepts_ranges_that_are_small,
			  "buddy: ranges of a few pages, or too few"),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
