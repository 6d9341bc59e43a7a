/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The heap itself: what mote/heap.h offers, without the help that CONFIG_HEAP_DEBUG and
 * CONFIG_HEAP_FAIL put around it. All functions may be called in any context but a panic.
 */
#ifndef CORE_HEAP_RAW_H
#define CORE_HEAP_RAW_H

#include <mote/heap.h>
#include <stdbool.h>
#include <stddef.h>

/* As mote_heap_alloc(). */
void *mote_heap_raw_alloc(size_t bytes);

/* As mote_heap_alloc_aligned(). */
void *mote_heap_raw_alloc_aligned(size_t alignment, size_t bytes);

/* As mote_heap_free(). */
void mote_heap_raw_free(void *memory);

/* As mote_heap_usable_bytes(). */
size_t mote_heap_raw_usable_bytes(const void *memory);

/* Makes MEMORY hold BYTES bytes where it is and without waste; false where that can't be. */
bool mote_heap_raw_resize(void *memory, size_t bytes);

/* As mote_heap_statistics(). */
struct mote_heap_statistics mote_heap_raw_statistics(void);

/* As mote_heap_for_each(), with the bytes that each can hold and nobody who has allocated it. */
void mote_heap_raw_for_each(mote_heap_visitor *visit, void *argument);

/* As mote_heap_check(). */
void mote_heap_raw_check(void);

#endif
