/* SPDX-License-Identifier: BSD-3-Clause */
/* malloc() and its like. */
#include <errno.h>
#include <malloc.h>
#include <mote/heap.h>
#include <mote/test_random.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "threads.h"

#define BLOCKS 64
#define ROUNDS 300

/* The compiler knows that these can't succeed, and says so. */
static volatile size_t too_much = SIZE_MAX / 2;

MOTE_TEST(libc_malloc_aligned, "libc: malloc() aligns every size to 16 bytes")
{
	for (size_t bytes = 0; bytes < 5000; bytes = bytes * 9 / 8 + 1) {
		char *memory = malloc(bytes);

		MOTE_REQUIRE(memory);
		MOTE_CHECK_EQUAL((uintptr_t)memory % 16, 0);
		MOTE_CHECK(malloc_usable_size(memory) >= bytes);
		memset(memory, 0x55, bytes);
		free(memory);
	}
}

MOTE_TEST(libc_malloc_edges, "libc: malloc(0) is an allocation, free(NULL) nothing")
{
	void *first = malloc(0);
	void *second = malloc(0);

	MOTE_CHECK(first && second && first != second);
	free(first);
	free(second);
	free(NULL);
	MOTE_CHECK_EQUAL(malloc_usable_size(NULL), 0);
}

MOTE_TEST(libc_calloc, "libc: calloc() gives zeros, also where others have written")
{
	for (int i = 0; i < 20; i++) {
		char *memory = malloc(300);

		MOTE_REQUIRE(memory);
		memset(memory, 0xff, 300);
		free(memory);
		memory = calloc(30, 10);
		MOTE_REQUIRE(memory);
		for (size_t at = 0; at < 300; at++)
			MOTE_CHECK_EQUAL(memory[at], 0);
		free(memory);
	}
}

MOTE_TEST(libc_realloc, "libc: realloc() keeps what both sizes hold")
{
	static const size_t sizes[] = {1, 100, 40, 5000, 70000, 300, 0, 64};
	unsigned char *memory = NULL;
	size_t kept = 0;

	for (size_t i = 0; i < MOTE_ARRAY_SIZE(sizes); i++) {
		memory = realloc(memory, sizes[i]);
		MOTE_REQUIRE(memory);
		if (sizes[i] < kept)
			kept = sizes[i];
		for (size_t at = 0; at < kept; at++)
			MOTE_CHECK_EQUAL(memory[at], at % 251);
		for (size_t at = 0; at < sizes[i]; at++)
			memory[at] = at % 251;
		kept = sizes[i];
	}
	free(memory);
}

MOTE_TEST(libc_malloc_too_much,
	  "libc: what can't be allocated is NULL and ENOMEM, and the program goes on")
{
	/* The compiler takes a realloc() for the end of its argument. */
	void *volatile kept = malloc(10);

	errno = 0;
	MOTE_CHECK(!malloc(too_much));
	MOTE_CHECK_EQUAL(errno, ENOMEM);
	errno = 0;
	MOTE_CHECK(!calloc(too_much, 4));
	MOTE_CHECK_EQUAL(errno, ENOMEM);
	errno = 0;
	MOTE_CHECK(!reallocarray(kept, too_much, 4));
	MOTE_CHECK_EQUAL(errno, ENOMEM);
	errno = 0;
	MOTE_CHECK(!realloc(kept, too_much));
	MOTE_CHECK_EQUAL(errno, ENOMEM);
	((char *)kept)[9] = 1;
	free(kept);
}

struct chain {
	struct chain *next;
	char rest[40000];
};

MOTE_TEST(libc_malloc_exhausted,
	  "libc: when all memory is gone malloc() says so, and it comes back")
{
	struct chain *first = NULL, *each;
	size_t count = 0;
	char text[20];

	while ((each = malloc(sizeof(*each)))) {
		each->next = first;
		first = each;
		count++;
	}
	MOTE_CHECK_EQUAL(errno, ENOMEM);
	/* Printing needs no memory. */
	MOTE_CHECK_EQUAL(snprintf(text, sizeof(text), "%d of %s", 3, "them"), 9);
	while ((each = first)) {
		first = each->next;
		free(each);
	}
	MOTE_CHECK(count > 10);
	each = malloc(count / 8 * sizeof(*each));
	MOTE_CHECK(each);
	free(each);
}

MOTE_TEST(libc_posix_memalign,
	  "libc: posix_memalign() takes powers of two from a pointer's size on")
{
	void *memory = (void *)1;

	MOTE_CHECK_EQUAL(posix_memalign(&memory, 4, 10), EINVAL);
	MOTE_CHECK_EQUAL(posix_memalign(&memory, 0, 10), EINVAL);
	MOTE_CHECK_EQUAL(posix_memalign(&memory, 48, 10), EINVAL);
	MOTE_CHECK_EQUAL(posix_memalign(&memory, 64, too_much), ENOMEM);
	MOTE_CHECK(memory == (void *)1);
	for (size_t alignment = sizeof(void *); alignment <= 1 << 16; alignment *= 2) {
		MOTE_REQUIRE(posix_memalign(&memory, alignment, 100) == 0);
		MOTE_CHECK_EQUAL((uintptr_t)memory % alignment, 0);
		memset(memory, 1, 100);
		free(memory);
	}
}

MOTE_TEST(libc_aligned_alloc, "libc: aligned_alloc() and valloc() align; a bad alignment is EINVAL")
{
	volatile size_t odd = 24;
	void *memory = aligned_alloc(4096, 5000);

	MOTE_CHECK(memory && (uintptr_t)memory % 4096 == 0);
	memory = realloc(memory, 6000);
	MOTE_CHECK(memory);
	free(memory);
	errno = 0;
	MOTE_CHECK(!aligned_alloc(odd, 100));
	MOTE_CHECK_EQUAL(errno, EINVAL);
	memory = valloc(10);
	MOTE_CHECK(memory && (uintptr_t)memory % 4096 == 0);
	free(memory);
	memory = memalign(1024, 10);
	MOTE_CHECK(memory && (uintptr_t)memory % 1024 == 0);
	free(memory);
}

static void fill(unsigned char *memory, size_t bytes, unsigned char with)
{
	memset(memory, with, bytes);
	memory[0] = (unsigned char)bytes;
}

static bool is_full(const unsigned char *memory, size_t bytes, unsigned char with)
{
	for (size_t i = 1; i < bytes; i++)
		if (memory[i] != with)
			return false;
	return memory[0] == (unsigned char)bytes;
}

/* Each thread frees and allocates its blocks at random; nobody else may have written to them. */
static void *churn(void *argument)
{
	uint64_t state = 77 + (uintptr_t)argument;
	unsigned char with = 'a' + (uintptr_t)argument;
	unsigned char *blocks[BLOCKS] = {NULL};
	size_t bytes[BLOCKS] = {0};

	for (int i = 0; i < ROUNDS; i++) {
		size_t at = mote_test_random_below(&state, BLOCKS);

		if (blocks[at])
			MOTE_CHECK(is_full(blocks[at], bytes[at], with));
		bytes[at] = 1 + mote_test_random_below(&state, i % 16 ? 300 : 9000);
		blocks[at] = realloc(blocks[at], bytes[at]);
		if (!MOTE_CHECK(blocks[at]))
			break;
		fill(blocks[at], bytes[at], with);
	}
	for (int i = 0; i < BLOCKS; i++)
		free(blocks[i]);
	return NULL;
}

MOTE_TEST(libc_malloc_threads, "libc: malloc() serves many threads at once")
{
	size_t before = mote_heap_statistics().allocations;

	test_in_threads(churn);
	MOTE_CHECK(mote_heap_statistics().allocations <= before);
	MOTE_CHECK(mallinfo().uordblks <= mallinfo().arena);
}
