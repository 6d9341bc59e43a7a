/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * malloc() and its like are the core's heap: aligned to 16 bytes, safe in all threads, and a free of what
 * isn't allocated is a panic that says so. The forms with _r are what newlib calls by itself.
 */
#include <config/HEAP_DEBUG.h>
#include <errno.h>
#include <malloc.h>
#include <mote/heap.h>
#include <reent.h>
#include <stdlib.h>

#include "reent.h"

/* Reports name who called malloc(), not malloc() itself. */
#if CONFIG_HEAP_DEBUG
#define OWNED(memory) mote_heap_set_owner(memory, __builtin_return_address(0))
#else
#define OWNED(memory) (memory)
#endif

#define RESULT(memory) ((memory) ? OWNED(memory) : mote_libc_no_memory(ENOMEM))

void *malloc(size_t bytes)
{
	void *memory = mote_heap_alloc(bytes);

	return RESULT(memory);
}

void *_malloc_r(struct _reent *reent, size_t bytes)
{
	void *memory = mote_heap_alloc(bytes);

	(void)reent;
	return RESULT(memory);
}

void *calloc(size_t count, size_t bytes)
{
	void *memory = mote_heap_alloc_zeroed(count, bytes);

	return RESULT(memory);
}

void *_calloc_r(struct _reent *reent, size_t count, size_t bytes)
{
	void *memory = mote_heap_alloc_zeroed(count, bytes);

	(void)reent;
	return RESULT(memory);
}

void *realloc(void *before, size_t bytes)
{
	void *memory = mote_heap_resize(before, bytes);

	return RESULT(memory);
}

void *_realloc_r(struct _reent *reent, void *before, size_t bytes)
{
	void *memory = mote_heap_resize(before, bytes);

	(void)reent;
	return RESULT(memory);
}

void free(void *memory)
{
	mote_heap_free(memory);
}

void _free_r(struct _reent *reent, void *memory)
{
	(void)reent;
	mote_heap_free(memory);
}
