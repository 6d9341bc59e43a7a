/* SPDX-License-Identifier: BSD-3-Clause */
/* The heap with CONFIG_HEAP_DEBUG: the same model, and what it finds. */
#include "heap_model.h"

#include <mote/format.h>

void mote_print(const char *format, ...)
{
	(void)format;
}

#define ZONE_BYTES 24 /* at least, on either side */

static void find_byte(unsigned char *memory, ptrdiff_t at, const char *text)
{
	memory[at] ^= 1;
	assert_damaged(text);
	assert_not_freed(memory, text);
	memory[at] ^= 1;
}

static void finds_every_byte_beside(void **state)
{
	static const size_t sizes[] = {0, 1, 15, 16, 100, 2016, 5000};

	(void)state;
	for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
		unsigned char *memory = mote_heap_alloc(sizes[i]);

		for (ptrdiff_t at = 0; at < ZONE_BYTES; at++) {
			find_byte(memory, sizes[i] + at, "overflow of");
			find_byte(memory, -1 - at, "underflow of");
		}
		mote_heap_check();
		mote_heap_free(memory);
	}
}

static void finds_writes_after_the_free(void **state)
{
	unsigned char *memory = mote_heap_alloc(300);

	(void)state;
	mote_heap_free(memory);
	for (size_t at = 0; at < 300; at++) {
		memory[at] ^= 0x80;
		assert_damaged("write after the free of 300 bytes");
		memory[at] ^= 0x80;
	}
	mote_heap_check();
	/* Also when it is given up, without a check. */
	memory[7] = 7;
	expect_assert_failure(for (;;) mote_heap_free(mote_heap_alloc(1000)));
	assert_said("write after the free of 300 bytes");
}

static void finds_second_frees(void **state)
{
	static char mine[1000] __attribute__((aligned(16)));
	char *memory = mote_heap_alloc(50);

	(void)state;
	assert_not_freed(memory + 16, "was not allocated from the heap");
	assert_not_freed(memory + 1, "was not allocated from the heap");
	assert_not_freed(mine + 160, "was not allocated from the heap");
	mote_heap_free(memory);
	assert_not_freed(memory, "second free of 50 bytes");
	expect_assert_failure(mote_heap_resize(memory, 100));
	/* A copy of an allocation with all that is around it is none. */
	memory = mote_heap_alloc(64);
	memcpy(mine, memory - 80, 80 + 64);
	assert_not_freed(mine + 80, "was not allocated from the heap");
	mote_heap_free(memory);
}

static void fills_what_is_new(void **state)
{
	unsigned char *memory = mote_heap_alloc(500);

	(void)state;
	for (size_t i = 0; i < 500; i++)
		assert_int_equal(memory[i], 0xcd);
	mote_heap_free(memory);
	for (size_t i = 0; i < 500; i++)
		assert_int_equal(memory[i], 0xdf);
}

/* Within the quarantine's size nothing is used again. */
static void holds_back_what_is_free(void **state)
{
	char *first = mote_heap_alloc(100);

	(void)state;
	mote_heap_free(first);
	for (int i = 0; i < 20; i++) {
		char *memory = mote_heap_alloc(100);

		assert_ptr_not_equal(memory, first);
		mote_heap_free(memory);
	}
}

static void keep_one(const struct mote_heap_allocation *allocation, void *argument)
{
	*(struct mote_heap_allocation *)argument = *allocation;
}

static __attribute__((noinline)) void *allocate_here(void)
{
	void *memory = mote_heap_alloc(10);

	/* Not as a jump, which would make the caller the one who allocates. */
	__asm__ volatile("" : : : "memory");
	return memory;
}

static void knows_who_has_allocated(void **state)
{
	struct mote_heap_allocation allocation = {NULL};
	void *memory = allocate_here();

	(void)state;
	mote_heap_for_each(keep_one, &allocation);
	assert_ptr_equal(allocation.memory, memory);
	assert_int_equal(allocation.bytes, 10);
	assert_in_range((uintptr_t)allocation.who, (uintptr_t)allocate_here,
			(uintptr_t)allocate_here + 60);
	mote_heap_free(memory);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		HEAP_MODEL_TESTS("heap debugging"),
		UNIT_TEST(finds_every_byte_beside, "heap debugging: every byte beside is watched"),
		UNIT_TEST(finds_second_frees, "heap debugging: finds what is freed twice"),
		UNIT_TEST(fills_what_is_new, "heap debugging: new memory and old is filled"),
		UNIT_TEST(holds_back_what_is_free, "heap debugging: freed memory is held back"),
		UNIT_TEST(knows_who_has_allocated, "heap debugging: who allocated is known"),
		/* The last, since the heap is damaged then. */
		UNIT_TEST(finds_writes_after_the_free, "heap debugging: writes after the free"),
	};

	return cmocka_run_group_tests(tests, poison_pages, NULL);
}
