/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A buddy allocator for one range of page frames. Pure logic: it touches only the memory that it is
 * given.
 *
 * Free memory is kept as blocks of 2^order pages, aligned to their size. Two blocks of an order
 * that make one of the next are buddies: when both are free they are merged. A free block says its
 * order in its own memory, and one bit for each page says where free blocks begin. The bits are all
 * that must be initialised, and only for the pages that are in use: the range is taken over from its
 * beginning, part by part, so that start-up stays short on large machines. What has not been taken
 * over counts as free and is never touched.
 *
 * Invariants: each page that was taken over is allocated or in exactly one free block; no two free
 * blocks are buddies; a bit is set if and only if a free block begins at that page.
 */
#ifndef CORE_BUDDY_H
#define CORE_BUDDY_H

#include <mote/list.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define BUDDY_ORDERS 32

struct buddy {
	/* Numbers of page frames: addresses divided by the page size. */
	uintptr_t base;	 /* the first of the range, rounded down to a word of bits */
	uintptr_t first; /* behind the allocator's own pages */
	uintptr_t taken; /* behind those that were taken over */
	uintptr_t end;	 /* behind the last of the range */
	size_t free_pages;
	uint32_t orders; /* a bit for each order of which there are free blocks */
	struct mote_list free[BUDDY_ORDERS];
	uint64_t begins[]; /* a bit for each page from BASE: a free block begins there */
};

/*
 * How many bytes from BEGIN a buddy allocator for the page frames from BEGIN up to END (addresses,
 * multiples of the page size) needs for itself, in whole pages.
 */
size_t mote_buddy_own_bytes(uintptr_t begin, uintptr_t end);

/*
 * Makes a buddy allocator of the page frames from BEGIN up to END, in the first of them, which must
 * be accessible; nothing is taken over yet. NULL for a range too small to hold it and a free page.
 */
struct buddy *mote_buddy_create(uintptr_t begin, uintptr_t end);

/* Takes over the page frames up to END (a number), which must be accessible. */
void mote_buddy_take_over(struct buddy *buddy, uintptr_t end);

/* The least order of blocks that hold COUNT pages; COUNT is not 0. */
static inline unsigned mote_buddy_order(size_t count)
{
	return count > 1 ? 64 - __builtin_clzl(count - 1) : 0;
}

/* Allocates COUNT pages in a row from what was taken over; NULL where there are none. */
void *mote_buddy_alloc(struct buddy *buddy, size_t count);

/* Allocates COUNT pages from PAGES on, if all of them are free and were taken over. */
bool mote_buddy_claim(struct buddy *buddy, void *pages, size_t count);

/* Whether one of COUNT pages from PAGES, all of them taken over, is free. */
bool mote_buddy_has_free(const struct buddy *buddy, const void *pages, size_t count);

/* Frees COUNT pages from PAGES, all of them allocated. */
void mote_buddy_free(struct buddy *buddy, void *pages, size_t count);

#endif
