/* SPDX-License-Identifier: BSD-3-Clause */
/* Misuse of memory that is found in every image. */
#include <mote/boot.h>
#include <mote/heap.h>
#include <mote/page.h>
#include <mote/test.h>

static char data[4 * MOTE_PAGE_BYTES] __attribute__((aligned(MOTE_PAGE_BYTES)));

MOTE_FAULT(heap_free_static, "heap: * was not allocated from the heap*")
{
	mote_heap_free(data + 128);
}

MOTE_FAULT(heap_free_inside, "heap: * was not allocated from the heap*")
{
	mote_heap_free((char *)mote_heap_alloc(10000) + 16);
}

MOTE_FAULT(heap_free_unaligned, "heap: * was not allocated from the heap*")
{
	mote_heap_free((char *)mote_heap_alloc(100) + 8);
}

MOTE_FAULT(heap_free_inside_small, "heap: * was not allocated from the heap*")
{
	mote_heap_free((char *)mote_heap_alloc(100) + 16);
}

MOTE_FAULT(heap_free_twice_small, "heap: second free of * bytes at *")
{
	void *memory = mote_heap_alloc(100);

	mote_heap_free(memory);
	mote_heap_free(memory);
}

MOTE_FAULT(page_free_static, "mote_page_free: 1 pages at * are not the page allocator's")
{
	mote_page_free(data, 1);
}

MOTE_FAULT(page_free_unaligned, "mote_page_free: 1 pages at * are not the page allocator's")
{
	mote_page_free((char *)mote_page_alloc(2) + 8, 1);
}

/* The first page of a range is the allocator's own. */
MOTE_FAULT(page_free_own, "mote_page_free: 1 pages at * are not the page allocator's")
{
	mote_page_free(mote_plat_phys_to_virt(mote_boot_info()->ranges[0].begin), 1);
}

/* An allocation that fails is a result, and it is who doesn't look at it that ends the image. */
MOTE_FAULT(out_of_memory, "page fault: write to 0000000000000000, a null pointer")
{
	for (;;)
		*(volatile char *)mote_page_alloc(16) = 1;
}
