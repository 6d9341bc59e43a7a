/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The heap: memory of any size. It is what malloc() stands on where an image has a C library. Every
 * allocation is aligned to 16 bytes. All functions may be called in any context but a panic.
 */
#ifndef MOTE_HEAP_H
#define MOTE_HEAP_H

#include <stddef.h>

/*
 * Allocates BYTES bytes, content undefined. NULL where memory is short. 0 bytes are a valid
 * allocation.
 */
void *mote_heap_alloc(size_t bytes);

/* The same, all zeros, for COUNT elements of BYTES bytes. NULL also where the product overflows. */
void *mote_heap_alloc_zeroed(size_t count, size_t bytes);

/* The same as mote_heap_alloc(), aligned to ALIGNMENT, a power of two; NULL for another. */
void *mote_heap_alloc_aligned(size_t alignment, size_t bytes);

/*
 * Makes MEMORY hold BYTES bytes, moving it if need be; what both sizes hold is kept. NULL where
 * memory is short, and MEMORY stays as it is. With MEMORY NULL it allocates. The alignment is 16
 * bytes again. Large allocations grow and shrink where they are, if the pages behind them are free.
 */
void *mote_heap_resize(void *memory, size_t bytes);

/*
 * Frees MEMORY; NULL is allowed. Panics for what is freed twice, and for what was never allocated,
 * where that shows: docs/memory.md says what is always found, and what with CONFIG_HEAP_DEBUG.
 */
void mote_heap_free(void *memory);

/*
 * How many bytes MEMORY can hold, at least what was asked for; with CONFIG_HEAP_DEBUG just that.
 */
size_t mote_heap_usable_bytes(const void *memory);

struct mote_heap_statistics {
	size_t allocations; /* how many there are */
	size_t bytes;	    /* in them: the sum of their usable bytes */
	size_t pages;	    /* that the heap has taken from the page allocator */
	size_t failures;    /* allocations that memory was too short for, since the start */
};

/* How full the heap is. Any context. */
struct mote_heap_statistics mote_heap_statistics(void);

struct mote_heap_allocation {
	void *memory;
	size_t bytes;	 /* that it can hold */
	const void *who; /* the code that allocated it, with CONFIG_HEAP_DEBUG, else NULL */
};

typedef void mote_heap_visitor(const struct mote_heap_allocation *allocation, void *argument);

/*
 * Calls VISIT with ARGUMENT for every allocation, in no order. Interrupts are masked meanwhile, so
 * this is for debugging, and VISIT must not use the heap. Any context.
 */
void mote_heap_for_each(mote_heap_visitor *visit, void *argument);

/*
 * Panics where the heap's own data are damaged, with CONFIG_HEAP_DEBUG also where somebody has
 * written beside an allocation or to one that was freed. Takes long and masks interrupts meanwhile.
 * Any context but a panic.
 */
void mote_heap_check(void);

/*
 * With CONFIG_HEAP_FAIL: from now on every NUMBERth allocation fails, a resize that moves included;
 * 0: none does. Any context.
 */
void mote_heap_fail_every(unsigned long number);

#endif
