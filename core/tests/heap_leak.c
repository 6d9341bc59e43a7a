/* SPDX-License-Identifier: BSD-3-Clause */
#include <mote/heap.h>
#include <mote/test.h>

struct found {
	const void *memory;
	const void *who;
};

static void find(const struct mote_heap_allocation *allocation, void *argument)
{
	struct found *found = argument;

	if (allocation->memory == found->memory)
		found->who = allocation->who;
}

/* It stays allocated: tests/image/test_memory.py looks whether heap.leaks=report names it. */
MOTE_TEST(heap_leak, "heap: who has allocated what is left is known")
{
	struct found found = {.memory = mote_heap_alloc(77)};

	MOTE_REQUIRE(found.memory);
	mote_heap_for_each(find, &found);
	MOTE_CHECK((uintptr_t)found.who - (uintptr_t)test_heap_leak < 100);
}
