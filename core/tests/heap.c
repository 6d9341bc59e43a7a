/* SPDX-License-Identifier: BSD-3-Clause */
#include <mote/compiler.h>
#include <mote/heap.h>
#include <mote/page.h>
#include <mote/string.h>
#include <mote/test.h>
#include <mote/test_random.h>

MOTE_TEST(heap_sizes, "heap: every size is aligned to 16 and holds what it says")
{
	for (size_t bytes = 0; bytes < 3 * MOTE_PAGE_BYTES; bytes += bytes < 80 ? 1 : 61) {
		char *memory = mote_heap_alloc(bytes);

		MOTE_REQUIRE(memory);
		MOTE_CHECK_EQUAL((uintptr_t)memory % 16, 0);
		MOTE_CHECK(mote_heap_usable_bytes(memory) >= bytes);
		memset(memory, 0x5a, mote_heap_usable_bytes(memory));
		mote_heap_free(memory);
	}
}

MOTE_TEST(heap_aligned, "heap: every power of two up to 64 KiB is an alignment, nothing else is")
{
	for (size_t alignment = 1; alignment <= 65536; alignment *= 2) {
		for (size_t bytes = 1; bytes < 10000; bytes = bytes * 3 + 1) {
			char *memory = mote_heap_alloc_aligned(alignment, bytes);

			MOTE_REQUIRE(memory);
			MOTE_CHECK_EQUAL((uintptr_t)memory % alignment, 0);
			memset(memory, 0xa5, bytes);
			mote_heap_free(memory);
		}
	}
	MOTE_CHECK(!mote_heap_alloc_aligned(0, 1));
	MOTE_CHECK(!mote_heap_alloc_aligned(24, 1));
}

MOTE_TEST(heap_zeroed, "heap: zeroed memory is zero, and a product that overflows gives NULL")
{
	char *dirty = mote_heap_alloc(100);
	char *memory;

	MOTE_REQUIRE(dirty);
	memset(dirty, 0xff, 100);
	mote_heap_free(dirty);
	memory = mote_heap_alloc_zeroed(25, 4);
	MOTE_REQUIRE(memory);
	for (int i = 0; i < 100; i++)
		MOTE_CHECK_EQUAL(memory[i], 0);
	mote_heap_free(memory);
	MOTE_CHECK(!mote_heap_alloc_zeroed(SIZE_MAX / 2, 3));
}

MOTE_TEST(heap_resize, "heap: resizing keeps the content, from nothing and over all sizes")
{
	unsigned char *memory = mote_heap_resize(NULL, 1);

	MOTE_REQUIRE(memory);
	memory[0] = 0;
	for (size_t bytes = 2; bytes < 9000; bytes += bytes / 3 + 1) {
		unsigned char *grown = mote_heap_resize(memory, bytes);

		MOTE_REQUIRE(grown);
		memory = grown;
		for (size_t i = 0; i < bytes; i++)
			memory[i] = (unsigned char)i;
	}
	for (size_t bytes = 9000; bytes > 1; bytes /= 2) {
		memory = mote_heap_resize(memory, bytes);
		MOTE_REQUIRE(memory);
		for (size_t i = 0; i < bytes && i < 6000; i++)
			MOTE_REQUIRE(memory[i] == (unsigned char)i);
	}
	mote_heap_free(memory);
}

MOTE_TEST(heap_too_much,
	  "heap: more than there is gives NULL, resizing too, and what was there stays")
{
	char *memory = mote_heap_alloc(10);

	MOTE_REQUIRE(memory);
	memcpy(memory, "stays", 6);
	MOTE_CHECK(!mote_heap_alloc(SIZE_MAX));
	MOTE_CHECK(!mote_heap_alloc(SIZE_MAX / 2));
	MOTE_CHECK(!mote_heap_alloc_aligned((size_t)1 << 62, 1));
	MOTE_CHECK(!mote_heap_alloc_aligned(4096, SIZE_MAX - 100));
	MOTE_CHECK(!mote_heap_resize(memory, SIZE_MAX / 2));
	MOTE_CHECK_EQUAL_STRING(memory, "stays");
	mote_heap_free(memory);
	mote_heap_free(NULL);
}

/* Takes half of what is free again and again: the pages in few steps, whatever the machine has. */
static void **exhaust_pages(void **chain)
{
	for (size_t bytes = mote_page_statistics().free * MOTE_PAGE_BYTES;
	     bytes > MOTE_PAGE_BYTES;) {
		void **memory = mote_heap_alloc(bytes);

		if (!memory) {
			bytes /= 2;
			continue;
		}
		*memory = chain;
		chain = memory;
	}
	return chain;
}

MOTE_TEST(heap_exhaustion, "heap: when it is exhausted there is NULL, and all memory comes back")
{
	size_t before = mote_page_statistics().free;
	void **chain = exhaust_pages(NULL);
	void **memory;

	while ((memory = mote_heap_alloc(1000))) {
		*memory = chain;
		chain = memory;
	}
	MOTE_CHECK(!mote_heap_alloc(5000));
	while (chain) {
		memory = chain;
		chain = *memory;
		mote_heap_free(memory);
	}
	/* The heap may keep a page of each class that was used, or give back one that it had kept. */
	MOTE_CHECK(mote_page_statistics().free + 25 >= before);
	memory = mote_heap_alloc(5000);
	MOTE_CHECK(memory);
	mote_heap_free(memory);
}

#define SLOTS 48

static struct {
	unsigned char *memory;
	size_t bytes;
} slots[SLOTS];

static size_t random_size(uint64_t *random)
{
	return mote_test_random_below(random, 8) ? mote_test_random_below(random, 600)
						 : mote_test_random_below(random, 20000);
}

static bool is_whole(unsigned slot, size_t bytes)
{
	for (size_t i = 0; i < bytes; i++)
		if (slots[slot].memory[i] != (unsigned char)(slot + 1))
			return false;
	return true;
}

/* One random step on a slot; false where its content has changed by itself. */
static bool step(unsigned slot, uint64_t *random)
{
	size_t bytes = random_size(random);
	size_t kept = bytes < slots[slot].bytes ? bytes : slots[slot].bytes;
	unsigned char *memory = slots[slot].memory;

	if (memory && !is_whole(slot, slots[slot].bytes))
		return false;
	if (memory && mote_test_random_below(random, 2)) {
		mote_heap_free(memory);
		slots[slot].memory = NULL;
		slots[slot].bytes = 0;
		return true;
	}
	if (!memory && !mote_test_random_below(random, 4))
		memory = mote_heap_alloc_aligned((size_t)16 << mote_test_random_below(random, 9),
						 bytes);
	else
		memory = mote_heap_resize(memory, bytes);
	if (!memory)
		return true;
	slots[slot].memory = memory;
	slots[slot].bytes = bytes;
	if (!is_whole(slot, kept))
		return false;
	memset(memory, (int)slot + 1, bytes);
	return true;
}

MOTE_TEST(heap_random, "heap: four thousand random operations keep every allocation's content")
{
	uint64_t random = 20261121;

	for (int i = 0; i < 4000; i++)
		MOTE_REQUIRE(step(mote_test_random_below(&random, SLOTS), &random));
	for (unsigned slot = 0; slot < SLOTS; slot++) {
		if (!slots[slot].memory)
			continue;
		MOTE_CHECK(is_whole(slot, slots[slot].bytes));
		mote_heap_free(slots[slot].memory);
		slots[slot].memory = NULL;
	}
}

struct found {
	const void *memory;
	size_t bytes;
	unsigned times;
};

static void find(const struct mote_heap_allocation *allocation, void *argument)
{
	struct found *found = argument;

	if (allocation->memory != found->memory)
		return;
	found->times++;
	found->bytes = allocation->bytes;
}

MOTE_TEST(heap_walk, "heap: the walk finds each allocation once, and none that was freed")
{
	static const size_t sizes[] = {1, 100, 2016, 5000};

	for (size_t i = 0; i < MOTE_ARRAY_SIZE(sizes); i++) {
		void *memory = mote_heap_alloc(sizes[i]);
		struct found found = {.memory = memory};

		MOTE_REQUIRE(memory);
		mote_heap_for_each(find, &found);
		MOTE_CHECK_EQUAL(found.times, 1);
		MOTE_CHECK_EQUAL(found.bytes, mote_heap_usable_bytes(memory));
		mote_heap_free(memory);
		mote_heap_for_each(find, &found);
		MOTE_CHECK_EQUAL(found.times, 1);
	}
	mote_heap_check();
}

MOTE_TEST(heap_statistics, "heap: the statistics count allocations, bytes, pages and failures")
{
	struct mote_heap_statistics before = mote_heap_statistics();
	struct mote_heap_statistics between;
	void *small = mote_heap_alloc(100);
	void *large = mote_heap_alloc(100000);

	MOTE_REQUIRE(small && large);
	MOTE_CHECK(!mote_heap_alloc(SIZE_MAX / 2));
	between = mote_heap_statistics();
	MOTE_CHECK_EQUAL(between.allocations - before.allocations, 2);
	MOTE_CHECK_EQUAL(between.bytes - before.bytes,
			 mote_heap_usable_bytes(small) + mote_heap_usable_bytes(large));
	MOTE_CHECK(between.pages >= 100000 / MOTE_PAGE_BYTES);
	MOTE_CHECK_EQUAL(between.failures - before.failures, 1);
	mote_heap_free(small);
	mote_heap_free(large);
	between = mote_heap_statistics();
	MOTE_CHECK_EQUAL(between.allocations, before.allocations);
	MOTE_CHECK_EQUAL(between.bytes, before.bytes);
}
