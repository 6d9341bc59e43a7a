/* SPDX-License-Identifier: BSD-3-Clause */
/* What holds of the heap without CONFIG_HEAP_DEBUG, with which a resize always moves. */
#include <mote/heap.h>
#include <mote/page.h>
#include <mote/test.h>

MOTE_TEST(heap_resize_in_place, "heap: a large allocation grows and shrinks where it is")
{
	/* The page allocator gives a block of 32 pages; what is behind the first ones is free. */
	char *memory = mote_heap_alloc(17 * MOTE_PAGE_BYTES);
	size_t pages = mote_heap_statistics().pages;

	MOTE_REQUIRE(memory);
	MOTE_CHECK(mote_heap_resize(memory, 24 * MOTE_PAGE_BYTES) == memory);
	MOTE_CHECK_EQUAL(mote_heap_statistics().pages, pages + 7);
	MOTE_CHECK(mote_heap_resize(memory, 2 * MOTE_PAGE_BYTES) == memory);
	MOTE_CHECK_EQUAL(mote_heap_statistics().pages, pages - 15);
	mote_heap_free(memory);
}
