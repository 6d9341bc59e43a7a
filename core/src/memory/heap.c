/* SPDX-License-Identifier: BSD-3-Clause */
/* mote/heap.h without CONFIG_HEAP_DEBUG. */
#include <mote/heap.h>
#include <mote/string.h>

#include "heap_fail.h"
#include "heap_raw.h"

void *mote_heap_alloc(size_t bytes)
{
	return mote_heap_fails() ? NULL : mote_heap_raw_alloc(bytes);
}

void *mote_heap_alloc_zeroed(size_t count, size_t bytes)
{
	void *memory;

	if (__builtin_mul_overflow(count, bytes, &bytes))
		return NULL;
	memory = mote_heap_alloc(bytes);
	return memory ? memset(memory, 0, bytes) : NULL;
}

void *mote_heap_alloc_aligned(size_t alignment, size_t bytes)
{
	return mote_heap_fails() ? NULL : mote_heap_raw_alloc_aligned(alignment, bytes);
}

void mote_heap_free(void *memory)
{
	mote_heap_raw_free(memory);
}

size_t mote_heap_usable_bytes(const void *memory)
{
	return mote_heap_raw_usable_bytes(memory);
}

void *mote_heap_resize(void *memory, size_t bytes)
{
	size_t usable;
	void *moved;

	if (!memory)
		return mote_heap_alloc(bytes);
	if (mote_heap_raw_resize(memory, bytes))
		return memory;
	usable = mote_heap_raw_usable_bytes(memory);
	moved = mote_heap_alloc(bytes);
	if (!moved)
		return bytes <= usable ? memory : NULL;
	memcpy(moved, memory, bytes < usable ? bytes : usable);
	mote_heap_raw_free(memory);
	return moved;
}

struct mote_heap_statistics mote_heap_statistics(void)
{
	return mote_heap_raw_statistics();
}

void mote_heap_for_each(mote_heap_visitor *visit, void *argument)
{
	mote_heap_raw_for_each(visit, argument);
}

void mote_heap_check(void)
{
	mote_heap_raw_check();
}
