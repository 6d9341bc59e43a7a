/* SPDX-License-Identifier: BSD-3-Clause */
/* The heap without CONFIG_HEAP_DEBUG. */
#include "heap_model.h"

static void panics_for_what_it_did_not_allocate(void **state)
{
	static char mine[2 * MOTE_PAGE_BYTES] __attribute__((aligned(MOTE_PAGE_BYTES)));
	char *block = mote_heap_alloc(100);
	char *run = mote_heap_alloc(10000);
	char *aligned = mote_heap_alloc_aligned(MOTE_PAGE_BYTES, 10000);

	(void)state;
	assert_not_freed(mine + 16, "was not allocated from the heap");
	expect_assert_failure(mote_heap_usable_bytes(mine + 160));
	assert_not_freed(mine + MOTE_PAGE_BYTES, "was not allocated from the heap");
	for (size_t i = 1; i < 100; i++) {
		assert_not_freed(block + i, "was not allocated from the heap");
		assert_not_freed(run + i, "was not allocated from the heap");
	}
	assert_not_freed((char *)((uintptr_t)block & -MOTE_PAGE_BYTES) + 16, "page of it");
	assert_not_freed(aligned + 16, "was not allocated from the heap");
	mote_heap_free(block);
	mote_heap_free(run);
	mote_heap_free(aligned);
	mote_heap_free(NULL);
}

/* As long as another allocation keeps the page, whatever is allocated and freed between. */
static void finds_each_second_free(void **state)
{
	char *blocks[20];

	(void)state;
	for (size_t bytes = 1; bytes < 2016; bytes += 97) {
		for (size_t i = 0; i < 20; i++)
			blocks[i] = mote_heap_alloc(bytes);
		for (size_t i = 1; i < 20; i += 2)
			mote_heap_free(blocks[i]);
		for (size_t i = 1; i < 20; i += 2)
			assert_not_freed(blocks[i], "second free of");
		for (size_t i = 0; i < 20; i += 2)
			mote_heap_free(blocks[i]);
		mote_heap_check();
	}
}

static void finds_damage(void **state)
{
	char *first = mote_heap_alloc(200);
	char *second = mote_heap_alloc(200);
	char *before;

	(void)state;
	mote_heap_free(second);
	memcpy(&before, second, sizeof(before));
	mote_heap_check();
	for (size_t i = 1; i < 8; i++) {
		char *elsewhere = second + 16 * i;

		memcpy(second, &elsewhere, sizeof(elsewhere));
		assert_damaged("the page at");
	}
	memcpy(second, &second, sizeof(second));
	assert_damaged("circle");
	memcpy(second, &before, sizeof(before));
	mote_heap_check();
	mote_heap_free(first);
}

static void resizes_in_place(void **state)
{
	char *memory = mote_heap_alloc(3 * MOTE_PAGE_BYTES);
	char *behind;
	size_t pages_before = taken;

	(void)state;
	/* Into what is free behind it. */
	assert_ptr_equal(mote_heap_resize(memory, 7 * MOTE_PAGE_BYTES), memory);
	assert_int_equal(taken, pages_before + 4);
	/* The tail is given back. */
	assert_ptr_equal(mote_heap_resize(memory, 2 * MOTE_PAGE_BYTES), memory);
	assert_int_equal(taken, pages_before - 1);
	/* Somebody else is there. */
	behind = mote_heap_alloc(2 * MOTE_PAGE_BYTES);
	memory = mote_heap_resize(memory, 3 * MOTE_PAGE_BYTES);
	assert_true(memory > behind);
	mote_heap_free(memory);
	mote_heap_free(behind);
	/* Within its class. */
	memory = mote_heap_alloc(1000);
	assert_ptr_equal(mote_heap_resize(memory, 504), memory);
	assert_ptr_equal(mote_heap_resize(memory, 1008), memory);
	assert_ptr_not_equal(behind = mote_heap_resize(memory, 100), memory);
	mote_heap_free(behind);
}

/* Small alignments take no page of their own. */
static void aligns_blocks(void **state)
{
	size_t before = mote_heap_statistics().bytes;
	void *memory[20];

	(void)state;
	for (size_t i = 0; i < 20; i++)
		memory[i] = mote_heap_alloc_aligned(64, 60);
	assert_int_equal(mote_heap_statistics().bytes - before, 20 * 64);
	for (size_t i = 0; i < 20; i++)
		mote_heap_free(memory[i]);
}

/* A page of each class may stay, until somebody else needs it. */
static void gives_empty_pages_up(void **state)
{
	void *memory;

	(void)state;
	for (size_t bytes = 16; bytes < 2000; bytes += 16)
		mote_heap_free(mote_heap_alloc(bytes));
	assert_in_range(taken, 2, 25);
	memory = mote_heap_alloc(PAGES * MOTE_PAGE_BYTES - 64);
	assert_non_null(memory);
	mote_heap_free(memory);
	assert_int_equal(taken, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		HEAP_MODEL_TESTS("heap"),
		UNIT_TEST(panics_for_what_it_did_not_allocate,
			  "heap: panics for what isn't its own"),
		UNIT_TEST(finds_each_second_free, "heap: finds what is freed twice"),
		UNIT_TEST(finds_damage, "heap: its check finds damage"),
		UNIT_TEST(resizes_in_place, "heap: runs grow and shrink in place"),
		UNIT_TEST(aligns_blocks, "heap: aligned blocks are no larger"),
		UNIT_TEST(gives_empty_pages_up, "heap: empty pages are given up when needed"),
	};

	return cmocka_run_group_tests(tests, poison_pages, NULL);
}
