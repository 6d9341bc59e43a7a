/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Page frames: the memory of the machine in pages of 4 KiB, from which everything else is made.
 */
#ifndef MOTE_PAGE_H
#define MOTE_PAGE_H

#include <mote/plat.h>
#include <stdbool.h>
#include <stddef.h>

#define MOTE_PAGE_BYTES MOTE_PLAT_PAGE_BYTES

/*
 * Allocates COUNT pages that follow each other, physically too, aligned to a page. Their content is
 * undefined. NULL where COUNT is 0, or where there is no free block of the next power of two pages,
 * aligned to its size. Any context but a panic.
 */
void *mote_page_alloc(size_t count);

/*
 * Allocates the MORE pages behind the COUNT pages at PAGES too, so that both make one allocation.
 * False where they aren't all free, or where one has never been in use yet; then nothing has changed.
 * Any context but a panic.
 */
bool mote_page_extend(void *pages, size_t count, size_t more);

/*
 * Frees COUNT pages from PAGES. A part of an allocation may be freed too. Panics for pages that never
 * were in an allocation, the allocator's own among them. Pages that are free already are found with
 * CONFIG_PAGE_DEBUG only. Any context but a panic.
 */
void mote_page_free(void *pages, size_t count);

struct mote_page_statistics {
	size_t total; /* pages that can be allocated, whether they are or not */
	size_t free;  /* of these, the ones that aren't, whether they are mapped yet or not */
};

/* How many pages there are. Any context. */
struct mote_page_statistics mote_page_statistics(void);

#endif
