/* SPDX-License-Identifier: BSD-3-Clause */
/* Misuse of the heap, and what is known of it without CONFIG_HEAP_DEBUG. */
#include <mote/heap.h>
#include <mote/test.h>

MOTE_FAULT(heap_free_twice, "heap: * was not allocated from the heap, or its header is overwritten")
{
	void *memory = mote_heap_alloc(10000);

	mote_heap_free(memory);
	mote_heap_free(memory);
}

MOTE_FAULT(heap_free_block_overwritten,
	   "heap: the page at * is damaged: a free block points elsewhere")
{
	void **memory = mote_heap_alloc(100);

	mote_heap_free(memory);
	*memory = &memory;
	mote_heap_check();
}
