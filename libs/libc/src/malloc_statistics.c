/* SPDX-License-Identifier: BSD-3-Clause */
/* What programs ask malloc() about, or would like it to do differently. */
#include <malloc.h>
#include <mote/format.h>
#include <mote/heap.h>
#include <mote/page.h>

struct mallinfo mallinfo(void)
{
	struct mote_heap_statistics heap = mote_heap_statistics();
	size_t bytes = heap.pages * MOTE_PAGE_BYTES;

	return (struct mallinfo){
		.arena = bytes,
		.uordblks = heap.bytes,
		.fordblks = bytes > heap.bytes ? bytes - heap.bytes : 0,
	};
}

void malloc_stats(void)
{
	struct mote_heap_statistics heap = mote_heap_statistics();

	mote_print("heap: %zu allocations of %zu bytes in %zu pages, %zu failures\n",
		   heap.allocations, heap.bytes, heap.pages, heap.failures);
}

/* Nothing can be chosen. */
int mallopt(int parameter, int value)
{
	(void)parameter;
	(void)value;
	return 0;
}

/* Free pages are given back by themselves. */
int malloc_trim(size_t keep)
{
	(void)keep;
	return 0;
}
