/* SPDX-License-Identifier: BSD-3-Clause */
/* How the heap's pages look: for the heap, and for what walks it. heap_raw.c explains. */
#ifndef CORE_HEAP_LAYOUT_H
#define CORE_HEAP_LAYOUT_H

#include <mote/compiler.h>
#include <mote/heap.h>
#include <mote/list.h>
#include <mote/page.h>
#include <mote/spinlock.h>
#include <stdint.h>

#define GRAIN 16 /* the alignment of every allocation, and the smallest */
#define WORD_BITS 64

/* What headers begin with, so that a pointer which isn't the heap's is likely to be noticed. */
#define MAGIC_PAGE 0x70616568 /* "heap" */
#define MAGIC_RUN 0x676e6f6c  /* "long" */

#define CLASSES 25
#define LARGEST_CLASS 2016
#define HEADER_BYTES 64

struct free_block {
	struct free_block *next;
};

struct header {
	uint32_t magic;
	uint8_t class;
	uint8_t in_use; /* blocks of the page that are allocated */
	uint16_t uncut; /* offset behind the last block that was cut */
	struct mote_list
		link; /* in the ring of its class's pages with a free block, or of the rest */
	union {
		struct {
			struct free_block *free;
			uint64_t allocated[MOTE_PAGE_BYTES / GRAIN / WORD_BITS];
		};
		struct {
			void *memory; /* the run's allocation */
			size_t pages;
		};
	};
};

_Static_assert(sizeof(struct header) == HEADER_BYTES, "blocks begin behind the header");
_Static_assert(HEADER_BYTES + 2 * LARGEST_CLASS <= MOTE_PAGE_BYTES, "two of the largest in a page");

struct size_class {
	struct header *partial; /* one of the pages with a free block; they make a ring */
	size_t full;		/* how many of its pages have none */
};

extern const uint16_t mote_heap_class_bytes[CLASSES];
extern struct size_class mote_heap_classes[CLASSES];
extern struct header *mote_heap_rest;		      /* ring of full pages and of runs */
extern struct mote_heap_statistics mote_heap_counted; /* without the blocks of classes */
extern struct mote_spinlock mote_heap_lock;

static inline struct header *next_in_ring(const struct header *header)
{
	return MOTE_CONTAINER_OF(header->link.next, struct header, link);
}

/* Where the first block of a page begins: blocks are aligned to any power of two in their size. */
static inline unsigned first_offset(unsigned class)
{
	unsigned alignment = mote_heap_class_bytes[class] & -mote_heap_class_bytes[class];

	return alignment > HEADER_BYTES ? alignment : HEADER_BYTES;
}

static inline size_t usable_bytes_of_run(const struct header *header)
{
	return (char *)header + header->pages * MOTE_PAGE_BYTES - (char *)header->memory;
}

#endif
