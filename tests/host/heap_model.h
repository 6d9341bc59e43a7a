/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The heap on pages that the test hands out, and random operations on it beside a model. Pages that
 * are not allocated are poisoned, so that the sanitizer sees every access to memory that the heap has
 * given back. Each heap that is tested includes this once.
 */
#ifndef HEAP_MODEL_H
#define HEAP_MODEL_H

#include <mote/heap.h>
#include <mote/page.h>
#include <mote/panic.h>
#include <mote/test_random.h>
#include <sanitizer/asan_interface.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <unit.h>

#define PAGES 256

static char pages[PAGES][MOTE_PAGE_BYTES] __attribute__((aligned(MOTE_PAGE_BYTES)));
static bool is_taken[PAGES];
static size_t taken;
static size_t limit = PAGES;

static size_t free_run_at(size_t first, size_t count)
{
	size_t run = 0;

	while (run < count && first + run < PAGES && !is_taken[first + run])
		run++;
	return run;
}

static void *take(size_t first, size_t count)
{
	memset(&is_taken[first], true, count);
	taken += count;
	ASAN_UNPOISON_MEMORY_REGION(pages[first], count * MOTE_PAGE_BYTES);
	memset(pages[first], 0xbb, count * MOTE_PAGE_BYTES);
	return pages[first];
}

void *mote_page_alloc(size_t count)
{
	if (!count || count > limit - taken)
		return NULL;
	for (size_t first = 0; first + count <= PAGES; first++)
		if (free_run_at(first, count) == count)
			return take(first, count);
	return NULL;
}

bool mote_page_extend(void *run, size_t count, size_t more)
{
	size_t behind = ((char *)run - pages[0]) / MOTE_PAGE_BYTES + count;

	if (more > limit - taken || free_run_at(behind, more) < more)
		return false;
	take(behind, more);
	return true;
}

void mote_page_free(void *run, size_t count)
{
	size_t first = ((char *)run - pages[0]) / MOTE_PAGE_BYTES;

	assert_int_equal(((char *)run - pages[0]) % MOTE_PAGE_BYTES, 0);
	assert_true(first + count <= PAGES);
	for (size_t page = first; page < first + count; page++) {
		assert_true(is_taken[page]);
		is_taken[page] = false;
	}
	taken -= count;
	ASAN_POISON_MEMORY_REGION(run, count * MOTE_PAGE_BYTES);
}

/* cmocka takes it for an assertion that failed, which expect_assert_failure() waits for. */
void mote_panic(const char *format, ...)
{
	static char text[200];
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(text, sizeof(text), format, arguments);
	va_end(arguments);
	mock_assert(0, text, __FILE__, __LINE__);
	__builtin_unreachable();
}

static inline void assert_said(const char *text)
{
	if (!strstr(global_last_failed_assert, text))
		fail_msg("it said '%s'", global_last_failed_assert);
}

/* MEMORY can't be freed: it panics with a message that has TEXT in it. */
static void assert_not_freed(void *memory, const char *text)
{
	expect_assert_failure(mote_heap_free(memory));
	assert_said(text);
}

/* The heap is damaged, and the check says so with TEXT. */
static void assert_damaged(const char *text)
{
	expect_assert_failure(mote_heap_check());
	assert_said(text);
}

#define SLOTS 64
#define OPERATIONS 3000

struct slot {
	unsigned char *memory;
	size_t bytes;
	size_t usable;
};

static struct slot slots[SLOTS];

static size_t random_size(uint64_t *random)
{
	switch (mote_test_random_below(random, 10)) {
	case 0:
		return mote_test_random_below(random, 4 * MOTE_PAGE_BYTES);
	case 1:
		return MOTE_PAGE_BYTES - 128 + mote_test_random_below(random, 256);
	case 2:
		return mote_test_random_below(random, 3);
	default:
		return mote_test_random_below(random, 2100);
	}
}

/* What byte number AT of a slot's memory is filled with. */
static unsigned char pattern(const struct slot *slot, size_t at)
{
	return (unsigned char)((slot - slots) * 37 + at * 11 + 1);
}

static void assert_filled(const struct slot *slot, size_t bytes)
{
	for (size_t i = 0; i < bytes; i++)
		assert_int_equal(slot->memory[i], pattern(slot, i));
}

/* Makes what MEMORY points to the slot's, if there is something, and fills it. */
static void put(struct slot *slot, unsigned char *memory, size_t bytes, size_t alignment)
{
	if (!memory)
		return;
	assert_int_equal((uintptr_t)memory % alignment, 0);
	*slot = (struct slot){memory, bytes, mote_heap_usable_bytes(memory)};
	assert_true(slot->usable >= bytes);
	for (size_t i = 0; i < bytes; i++)
		memory[i] = pattern(slot, i);
}

static void resize(struct slot *slot, size_t bytes)
{
	size_t kept = bytes < slot->bytes ? bytes : slot->bytes;
	unsigned char *memory = mote_heap_resize(slot->memory, bytes);

	if (memory) {
		slot->memory = memory;
		assert_filled(slot, kept);
	} else {
		/* What it was is still there. */
		assert_filled(slot, slot->bytes);
		assert_true(bytes > slot->bytes);
	}
	put(slot, memory, bytes, 16);
}

static void release(struct slot *slot)
{
	assert_filled(slot, slot->bytes);
	mote_heap_free(slot->memory);
	*slot = (struct slot){NULL, 0, 0};
}

static void allocate(struct slot *slot, size_t bytes, uint64_t *random)
{
	size_t alignment = 16;
	unsigned char *memory;

	switch (mote_test_random_below(random, 8)) {
	case 0:
	case 1:
		alignment = (size_t)1 << mote_test_random_below(random, 15);
		memory = mote_heap_alloc_aligned(alignment, bytes);
		break;
	case 2:
		memory = mote_heap_alloc_zeroed(bytes, 1);
		for (size_t i = 0; memory && i < bytes; i++)
			assert_int_equal(memory[i], 0);
		break;
	default:
		memory = mote_heap_alloc(bytes);
	}
	put(slot, memory, bytes, alignment > 16 ? alignment : 16);
}

static void step(struct slot *slot, uint64_t *random)
{
	size_t bytes = random_size(random);

	if (!slot->memory)
		allocate(slot, bytes, random);
	else if (mote_test_random_below(random, 3) == 0)
		resize(slot, bytes);
	else
		release(slot);
}

static void mark(const struct mote_heap_allocation *allocation, void *argument)
{
	bool *is_found = argument;

	for (size_t at = 0; at < SLOTS; at++) {
		if (slots[at].memory != allocation->memory)
			continue;
		assert_false(is_found[at]);
		assert_int_equal(allocation->bytes, slots[at].usable);
		is_found[at] = true;
		return;
	}
	fail_msg("%p was not allocated", allocation->memory);
}

/* The statistics and the walk say what the model says. */
static void assert_agrees(void)
{
	struct mote_heap_statistics statistics = mote_heap_statistics();
	bool is_found[SLOTS] = {false};
	size_t allocations = 0;
	size_t bytes = 0;

	for (size_t at = 0; at < SLOTS; at++) {
		allocations += slots[at].memory != NULL;
		bytes += slots[at].usable;
	}
	assert_int_equal(statistics.allocations, allocations);
	assert_int_equal(statistics.bytes, bytes);
	assert_int_equal(statistics.pages, taken);
	mote_heap_for_each(mark, is_found);
	for (size_t at = 0; at < SLOTS; at++)
		assert_int_equal(is_found[at], slots[at].memory != NULL);
	mote_heap_check();
}

static void operate_at_random(uint64_t seed)
{
	uint64_t random = seed;

	/* Every other time with so few pages that allocations fail; or they fail by themselves. */
	limit = seed % 2 ? PAGES : 40;
	mote_heap_fail_every(seed % 3 ? 0 : 1 + seed % 7);
	for (int i = 0; i < OPERATIONS; i++) {
		step(&slots[mote_test_random_below(&random, SLOTS)], &random);
		if (i % 50 == 0)
			assert_agrees();
	}
	mote_heap_fail_every(0);
	for (size_t at = 0; at < SLOTS; at++)
		if (slots[at].memory)
			release(&slots[at]);
	assert_agrees();
	limit = PAGES;
}

static void agrees_with_the_model(void **state)
{
	(void)state;
	for (uint64_t seed = 1; seed <= UNIT_SEEDS; seed++) {
		print_message("# seed %lu\n", seed);
		operate_at_random(seed);
	}
}

/* Takes all there is in pieces of BYTES, gives it back, and takes as much again. */
static void exhaust(size_t bytes)
{
	size_t first_count = 0;

	for (int round = 0; round < 3; round++) {
		void **chain = NULL;
		size_t count = 0;
		void **memory;

		while ((memory = mote_heap_alloc(bytes))) {
			*memory = chain;
			chain = memory;
			count++;
		}
		if (round == 0)
			first_count = count;
		assert_int_equal(count, first_count);
		while ((memory = chain)) {
			chain = *memory;
			mote_heap_free(memory);
		}
		assert_int_equal(mote_heap_statistics().allocations, 0);
	}
}

static void recovers_from_exhaustion(void **state)
{
	static const size_t sizes[] = {16, 100, 512, 1500, 5000, 40000};
	size_t failures = mote_heap_statistics().failures;

	(void)state;
	for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++)
		exhaust(sizes[i]);
	assert_int_equal(mote_heap_statistics().failures - failures,
			 3 * sizeof(sizes) / sizeof(sizes[0]));
}

static void fails_as_told(void **state)
{
	char *memory[9];

	(void)state;
	mote_heap_fail_every(3);
	for (size_t i = 0; i < 9; i++) {
		memory[i] = i % 2 ? mote_heap_alloc_aligned(64, 10) : mote_heap_alloc(10);
		assert_int_equal(memory[i] == NULL, i % 3 == 2);
	}
	mote_heap_fail_every(0);
	for (size_t i = 0; i < 9; i++)
		mote_heap_free(memory[i]);
}

static void gives_null_for_what_cannot_be(void **state)
{
	(void)state;
	assert_null(mote_heap_alloc(SIZE_MAX));
	assert_null(mote_heap_alloc(SIZE_MAX / 2));
	assert_null(mote_heap_alloc(SIZE_MAX - 4096));
	assert_null(mote_heap_alloc_aligned(SIZE_MAX / 2 + 1, 1));
	assert_null(mote_heap_alloc_aligned(8192, SIZE_MAX));
	assert_null(mote_heap_alloc_aligned(1024, SIZE_MAX));
	assert_null(mote_heap_alloc_aligned(48, 1));
	assert_null(mote_heap_alloc_aligned(0, 1));
	assert_null(mote_heap_alloc_zeroed(SIZE_MAX, 2));
	assert_null(mote_heap_alloc_zeroed(2, SIZE_MAX));
}

static void keeps_what_it_can_not_resize(void **state)
{
	char *memory = mote_heap_alloc(6000);

	(void)state;
	assert_non_null(memory);
	memory[5999] = 'x';
	limit = taken;
	assert_null(mote_heap_resize(memory, 600000));
	assert_null(mote_heap_resize(memory, SIZE_MAX - 1));
	assert_int_equal(memory[5999], 'x');
	limit = PAGES;
	mote_heap_free(memory);
}

static int poison_pages(void **state)
{
	(void)state;
	ASAN_POISON_MEMORY_REGION(pages, sizeof(pages));
	return 0;
}

/* The tests that every heap passes. */
#define HEAP_MODEL_TESTS(name)                                                                     \
	UNIT_TEST(agrees_with_the_model, name ": random operations agree with a model"),           \
		UNIT_TEST(recovers_from_exhaustion, name ": exhausted again and again"),           \
		UNIT_TEST(fails_as_told, name ": every third allocation fails when told to"),      \
		UNIT_TEST(gives_null_for_what_cannot_be, name ": what can't be had is NULL"),      \
		UNIT_TEST(keeps_what_it_can_not_resize,                                            \
			  name ": what can't be resized stays as it is")

#endif
