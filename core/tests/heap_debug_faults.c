/* SPDX-License-Identifier: BSD-3-Clause */
/* Misuse of the heap that CONFIG_HEAP_DEBUG finds, and names who has allocated and freed. */
#include <mote/heap.h>
#include <mote/power.h>
#include <mote/test.h>

MOTE_FAULT(heap_overflow, "heap: overflow of 100 bytes at *, allocated by *")
{
	char *memory = mote_heap_alloc(100);

	memory[100] = 0;
	mote_heap_free(memory);
}

MOTE_FAULT(heap_underflow, "heap: underflow of 100 bytes at *, allocated by *")
{
	char *memory = mote_heap_alloc(100);

	memory[-1] = 0;
	mote_heap_free(memory);
}

MOTE_FAULT(heap_overflow_at_end, "heap: overflow of 5000 bytes at *, allocated by *")
{
	char *memory = mote_heap_alloc(5000);

	memory[5001] = 0;
	mote_exit(0);
}

MOTE_FAULT(heap_write_after_free, "heap: write after the free of 100 bytes at *, "
				  "allocated by *, freed by *")
{
	char *memory = mote_heap_alloc(100);

	mote_heap_free(memory);
	memory[99] = 0;
	mote_heap_check();
}

/* It is noticed when the memory would be used again. */
MOTE_FAULT(heap_write_after_free_later, "heap: write after the free of 100 bytes at *, "
					"allocated by *, freed by *")
{
	char *memory = mote_heap_alloc(100);

	mote_heap_free(memory);
	memory[0] = 0;
	for (int i = 0; i < 10000; i++)
		mote_heap_free(mote_heap_alloc(1000));
}

MOTE_FAULT(heap_free_twice, "heap: second free of 10000 bytes at *, "
			    "allocated by *, freed by *")
{
	void *memory = mote_heap_alloc(10000);

	mote_heap_free(memory);
	mote_heap_free(memory);
}

MOTE_FAULT(heap_use_after_resize, "heap: write after the free of 100 bytes at *, "
				  "allocated by *, freed by *")
{
	char *memory = mote_heap_alloc(100);

	if (!mote_heap_resize(memory, 104))
		return;
	memory[0] = 0;
	mote_heap_check();
}
