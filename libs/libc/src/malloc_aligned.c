/* SPDX-License-Identifier: BSD-3-Clause */
/* Memory with an alignment, and what else there is of malloc()'s relatives. */
#include <errno.h>
#include <malloc.h>
#include <mote/heap.h>
#include <mote/page.h>
#include <reent.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>

#include "reent.h"

static bool is_power_of_two(size_t number)
{
	return number && !(number & (number - 1));
}

/* C11 §7.22.3.1, DR 460: an alignment that can't be gives NULL. */
void *aligned_alloc(size_t alignment, size_t bytes)
{
	void *memory;

	if (!is_power_of_two(alignment))
		return mote_libc_no_memory(EINVAL);
	memory = mote_heap_alloc_aligned(alignment, bytes);
	return memory ? memory : mote_libc_no_memory(ENOMEM);
}

void *memalign(size_t alignment, size_t bytes)
{
	return aligned_alloc(alignment, bytes);
}

void *_memalign_r(struct _reent *reent, size_t alignment, size_t bytes)
{
	(void)reent;
	return aligned_alloc(alignment, bytes);
}

int posix_memalign(void **result, size_t alignment, size_t bytes)
{
	void *memory;

	if (!is_power_of_two(alignment) || alignment % sizeof(void *))
		return EINVAL;
	memory = mote_heap_alloc_aligned(alignment, bytes);
	if (!memory)
		return ENOMEM;
	*result = memory;
	return 0;
}

void *valloc(size_t bytes)
{
	return aligned_alloc(MOTE_PAGE_BYTES, bytes);
}

void *pvalloc(size_t bytes)
{
	if (bytes > SIZE_MAX - MOTE_PAGE_BYTES)
		return mote_libc_no_memory(ENOMEM);
	return valloc((bytes + MOTE_PAGE_BYTES - 1) & -(size_t)MOTE_PAGE_BYTES);
}

void *reallocarray(void *before, size_t count, size_t bytes)
{
	if (__builtin_mul_overflow(count, bytes, &bytes))
		return mote_libc_no_memory(ENOMEM);
	return realloc(before, bytes);
}

size_t malloc_usable_size(void *memory)
{
	return memory ? mote_heap_usable_bytes(memory) : 0;
}
