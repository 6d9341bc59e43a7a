/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The heap. Small sizes come in mote_heap_classes; a page is cut into blocks of one class. Larger sizes get a
 * run of pages. In both cases a header lies at the begin of the page in which the byte before the
 * allocation lies, so that the header of any allocation is found from its address alone:
 *
 *	page:  | header | block | block | ... |		blocks of one class
 *	run:   | header | allocation, over as many pages as it needs ... |
 *
 * "The byte before" makes that hold for allocations that begin exactly on a page, too: their header
 * has the page before for itself. No block begins on a page, so such a pointer is a run's.
 *
 * A header has a bit for each place in its page at which a block may begin: set while that is
 * allocated. It is what finds a block that is freed twice, or a pointer into the middle of one.
 *
 * Blocks are cut from a new page a few at a time, so that no allocation takes long.
 */
#include "heap_raw.h"

#include <mote/panic.h>

#include "../seeded_fault.h"
#include "heap_layout.h"

#define CUT_AT_ONCE 4

/* Block sizes: from 224 on those of which a page holds a whole number with little left over. */
const uint16_t mote_heap_class_bytes[CLASSES] = {16,  32,  48,	64,  80,   96,	 112, 128, 144,
						 160, 176, 192, 224, 256,  288,	 336, 400, 448,
						 496, 576, 672, 800, 1008, 1344, 2016};

struct size_class mote_heap_classes[CLASSES];
struct header *mote_heap_rest;
struct mote_spinlock mote_heap_lock;

/* By the number of grains that a size has; all zero until the first allocation. */
static uint8_t class_of_grains[LARGEST_CLASS / GRAIN + 1];

/* Without the blocks of mote_heap_classes. */
struct mote_heap_statistics mote_heap_counted;

static void ring_insert(struct header **ring, struct header *header)
{
	if (*ring)
		mote_list_insert(&(*ring)->link, &header->link);
	else
		mote_list_init(&header->link);
	*ring = header;
}

static bool is_alone(const struct header *header)
{
	return header->link.next == &header->link;
}

static void ring_remove(struct header **ring, struct header *header)
{
	if (*ring == header)
		*ring = is_alone(header) ? NULL : next_in_ring(header);
	mote_list_remove(&header->link);
}

static void init_classes(void)
{
	unsigned number = 0;

	for (unsigned grains = 0; grains <= LARGEST_CLASS / GRAIN; grains++) {
		if (grains * GRAIN > mote_heap_class_bytes[number])
			number++;
		class_of_grains[grains] = number;
	}
}

static struct size_class *class_for(size_t bytes)
{
	return &mote_heap_classes[class_of_grains[(bytes + GRAIN - 1) / GRAIN]];
}

/* Cuts some more blocks of a page that has no free one. False where it is full. */
static bool cut(struct header *header)
{
	unsigned bytes = mote_heap_class_bytes[header->class];
	struct free_block **end = &header->free;

	unsigned end_of_page = MOTE_PAGE_BYTES + (SEEDED(HEAP_CUT) ? bytes : 0);

	for (unsigned i = 0; i < CUT_AT_ONCE && header->uncut + bytes <= end_of_page; i++) {
		*end = (struct free_block *)((char *)header + header->uncut);
		end = &(*end)->next;
		header->uncut += bytes;
	}
	*end = NULL;
	return header->free;
}

static void free_page(struct header *header)
{
	ring_remove(&mote_heap_classes[header->class].partial, header);
	mote_heap_counted.pages--;
	header->magic = 0;
	mote_page_free(header, 1);
}

/* Gives back the pages without an allocation; each class may have one. False if there was none. */
static bool free_empty_pages(void)
{
	bool any = false;

	for (struct size_class *each = mote_heap_classes; each < mote_heap_classes + CLASSES;
	     each++) {
		struct header *header = each->partial;

		if (!header)
			continue;
		do {
			header = next_in_ring(header);
		} while (header->in_use && header != each->partial);
		if (header->in_use)
			continue;
		free_page(header);
		any = true;
	}
	return any;
}

/* Pages with the lock held, and the empty ones given back first where it must be. */
static struct header *alloc_pages(size_t pages)
{
	struct header *header = mote_page_alloc(pages);

	if (!header && free_empty_pages())
		header = mote_page_alloc(pages);
	if (header)
		mote_heap_counted.pages += pages;
	else
		mote_heap_counted.failures++;
	return header;
}

static MOTE_ALWAYS_INLINE inline struct free_block *take_block(struct header *header)
{
	struct free_block *block = header->free;
	unsigned place = (uintptr_t)block % MOTE_PAGE_BYTES / GRAIN;

	header->allocated[place / WORD_BITS] |= (uint64_t)1 << place % WORD_BITS;
	header->in_use++;
	header->free = block->next;
	return block;
}

/* Ends the allocation of the last free block of a page, for which others are cut. */
static MOTE_NOINLINE void *end_with_cut(struct header *header, struct free_block *block,
					unsigned long flags)
{
	struct size_class *class = &mote_heap_classes[header->class];

	if (!cut(header)) {
		class->full++;
		ring_remove(&class->partial, header);
		ring_insert(&mote_heap_rest, header);
	}
	mote_spin_unlock_irqrestore_nowake(&mote_heap_lock, flags);
	return block;
}

static struct header *add_page(struct size_class *class)
{
	struct header *header = alloc_pages(1);

	if (!header)
		return NULL;
	*header = (struct header){.magic = MAGIC_PAGE, .class = class - mote_heap_classes};
	header->uncut = first_offset(header->class);
	cut(header);
	ring_insert(&class->partial, header);
	return header;
}

/* An allocation from a class that has no free block; ends it, too. */
static MOTE_NOINLINE void *alloc_from_new_page(size_t bytes, unsigned long flags)
{
	struct free_block *block = NULL;
	struct size_class *class;
	struct header *header;

	if (!class_of_grains[LARGEST_CLASS / GRAIN])
		init_classes();
	class = class_for(bytes);
	header = add_page(class);
	if (header)
		block = take_block(header);
	mote_spin_unlock_irqrestore_nowake(&mote_heap_lock, flags);
	return block;
}

static _Noreturn MOTE_NOINLINE void panic_for_block(const struct header *header, const void *memory)
{
	size_t offset = (uintptr_t)memory % MOTE_PAGE_BYTES - first_offset(header->class);
	size_t bytes = mote_heap_class_bytes[header->class];

	if (offset > MOTE_PAGE_BYTES || offset % bytes)
		mote_panic("heap: %p was not allocated from the heap, but lies in a page of it",
			   memory);
	mote_panic("heap: second free of %zu bytes at %p", bytes, memory);
}

/* Ends a free by which a full page has got a free block, or by which a page is empty now. */
static MOTE_NOINLINE void end_with_move(struct header *header, unsigned long flags)
{
	struct size_class *class = &mote_heap_classes[header->class];

	if (!header->free->next) {
		class->full--;
		ring_remove(&mote_heap_rest, header);
		ring_insert(&class->partial, header);
	}
	/* An empty page is given back, unless it is the last of its class with room. */
	if (!header->in_use && !is_alone(header))
		free_page(header);
	mote_spin_unlock_irqrestore_nowake(&mote_heap_lock, flags);
}

/* The header of what was allocated as a run. */
static struct header *header_of_run(const void *memory)
{
	struct header *header =
		(struct header *)(((uintptr_t)memory - 1) & -(uintptr_t)MOTE_PAGE_BYTES);

	if (header->magic != MAGIC_RUN || header->memory != memory)
		mote_panic("heap: %p was not allocated from the heap, or its header is overwritten",
			   memory);
	return header;
}

/* The header of a page of blocks, if it is one that MEMORY lies in; else NULL. */
static inline MOTE_ALWAYS_INLINE struct header *header_of_block(const void *memory)
{
	size_t offset = (uintptr_t)memory % MOTE_PAGE_BYTES;
	struct header *header = (struct header *)((char *)memory - offset);

	return offset && header->magic == MAGIC_PAGE ? header : NULL;
}

static void *begin_run(struct header *header, size_t offset, size_t pages)
{
	*header = (struct header){.magic = MAGIC_RUN};
	header->memory = (char *)header + offset;
	header->pages = pages;
	ring_insert(&mote_heap_rest, header);
	mote_heap_counted.allocations++;
	mote_heap_counted.bytes += usable_bytes_of_run(header);
	return header->memory;
}

static size_t pages_for(size_t offset, size_t bytes)
{
	return (offset + bytes + MOTE_PAGE_BYTES - 1) / MOTE_PAGE_BYTES;
}

/* A run of pages in which BYTES bytes begin at OFFSET behind the header's page. */
static MOTE_NOINLINE void *alloc_run(size_t offset, size_t bytes)
{
	unsigned long flags = mote_spin_lock_irqsave(&mote_heap_lock);
	size_t pages = bytes > SIZE_MAX / 2 ? SIZE_MAX / 2 : pages_for(offset, bytes);
	struct header *header = alloc_pages(pages);
	void *memory = header ? begin_run(header, offset, pages) : NULL;

	mote_spin_unlock_irqrestore_nowake(&mote_heap_lock, flags);
	return memory;
}

/*
 * A run that begins on a multiple of ALIGNMENT, which is a page or more: pages are allocated until
 * there is surely such a place with a page for the header before it, and those around are given
 * back.
 */
static struct header *alloc_pages_aligned(size_t alignment, size_t wanted)
{
	size_t pages = wanted + alignment / MOTE_PAGE_BYTES;
	char *begin = (char *)alloc_pages(pages);
	char *header;

	if (!begin)
		return NULL;
	header = (char *)(((uintptr_t)begin + MOTE_PAGE_BYTES + alignment - 1) & -alignment) -
		 MOTE_PAGE_BYTES;
	if (header > begin)
		mote_page_free(begin, (header - begin) / MOTE_PAGE_BYTES);
	pages -= (header - begin) / MOTE_PAGE_BYTES;
	mote_page_free(header + wanted * MOTE_PAGE_BYTES, pages - wanted);
	mote_heap_counted.pages -= alignment / MOTE_PAGE_BYTES;
	return (struct header *)header;
}

static void *alloc_run_aligned(size_t alignment, size_t bytes)
{
	size_t pages = pages_for(MOTE_PAGE_BYTES, bytes ? bytes : 1);
	struct header *header;
	unsigned long flags;
	void *memory;

	if (bytes > SIZE_MAX / 4 || alignment > SIZE_MAX / 4)
		return NULL;
	flags = mote_spin_lock_irqsave(&mote_heap_lock);
	header = alloc_pages_aligned(alignment, pages);
	memory = header ? begin_run(header, MOTE_PAGE_BYTES, pages) : NULL;
	mote_spin_unlock_irqrestore_nowake(&mote_heap_lock, flags);
	return memory;
}

void *mote_heap_raw_alloc(size_t bytes)
{
	struct size_class *class;
	struct free_block *block;
	struct header *header;
	unsigned long flags;

	if (bytes > LARGEST_CLASS)
		return alloc_run(HEADER_BYTES, bytes);
	flags = mote_spin_lock_irqsave(&mote_heap_lock);
	class = class_for(bytes);
	header = class->partial;
	if (!header)
		return alloc_from_new_page(bytes, flags);
	block = take_block(header);
	if (!header->free)
		return end_with_cut(header, block, flags);
	mote_spin_unlock_irqrestore_nowake(&mote_heap_lock, flags);
	return block;
}

void *mote_heap_raw_alloc_aligned(size_t alignment, size_t bytes)
{
	if (!alignment || alignment & (alignment - 1))
		return NULL;
	if (alignment <= GRAIN)
		return mote_heap_raw_alloc(bytes);
	for (unsigned number = 0; number < CLASSES; number++)
		if (mote_heap_class_bytes[number] >= bytes &&
		    mote_heap_class_bytes[number] % alignment == 0)
			return mote_heap_raw_alloc(mote_heap_class_bytes[number]);
	if (alignment < MOTE_PAGE_BYTES)
		return alloc_run(alignment < HEADER_BYTES ? HEADER_BYTES : alignment, bytes);
	return alloc_run_aligned(alignment, bytes);
}

static MOTE_NOINLINE void free_run(void *memory)
{
	struct header *header;
	unsigned long flags;

	if (!memory)
		return;
	flags = mote_spin_lock_irqsave(&mote_heap_lock);
	header = header_of_run(memory);
	ring_remove(&mote_heap_rest, header);
	mote_heap_counted.pages -= header->pages;
	mote_heap_counted.allocations--;
	mote_heap_counted.bytes -= usable_bytes_of_run(header);
	header->magic = 0;
	mote_page_free(header, header->pages);
	mote_spin_unlock_irqrestore_nowake(&mote_heap_lock, flags);
}

void mote_heap_raw_free(void *memory)
{
	struct header *header = header_of_block(memory);
	unsigned place = (uintptr_t)memory % MOTE_PAGE_BYTES / GRAIN;
	struct free_block *block = memory;
	unsigned long flags;
	uint64_t *word, bit;

	if (!header) {
		free_run(memory);
		return;
	}
	flags = mote_spin_lock_irqsave(&mote_heap_lock);
	word = &header->allocated[place / WORD_BITS];
	bit = (uint64_t)1 << place % WORD_BITS;
	if ((uintptr_t)memory % GRAIN || !(*word & bit))
		panic_for_block(header, memory);
	*word ^= SEEDED(HEAP_BIT_KEPT) ? 0 : bit;
	header->in_use--;
	block->next = header->free;
	header->free = block;
	if (!block->next || (!header->in_use && !is_alone(header))) {
		end_with_move(header, flags);
		return;
	}
	mote_spin_unlock_irqrestore_nowake(&mote_heap_lock, flags);
}

size_t mote_heap_raw_usable_bytes(const void *memory)
{
	const struct header *header = header_of_block(memory);

	return header ? mote_heap_class_bytes[header->class]
		      : usable_bytes_of_run(header_of_run(memory));
}

/* Makes a run PAGES pages long, if those behind it are free. */
static bool resize_run(struct header *header, size_t pages)
{
	unsigned long flags = mote_spin_lock_irqsave(&mote_heap_lock);
	size_t before = header->pages;
	bool done = true;

	if (pages < before)
		mote_page_free((char *)header + pages * MOTE_PAGE_BYTES, before - pages);
	else if (pages > before)
		done = mote_page_extend(header, before, pages - before);
	if (done && !(SEEDED(HEAP_RUN_TAIL) && pages < before)) {
		header->pages = pages;
		mote_heap_counted.pages += pages - before;
		mote_heap_counted.bytes += (pages - before) * MOTE_PAGE_BYTES;
	}
	mote_spin_unlock_irqrestore_nowake(&mote_heap_lock, flags);
	return done;
}

bool mote_heap_raw_resize(void *memory, size_t bytes)
{
	const struct header *block = header_of_block(memory);
	size_t usable = block ? mote_heap_class_bytes[block->class] : 0;
	struct header *run;

	/* It stays where it fits and does not waste more than half, or next to nothing. */
	if (block)
		return bytes <= usable && (bytes >= usable / 2 || usable <= HEADER_BYTES);
	run = header_of_run(memory);
	if (bytes > SIZE_MAX / 2)
		return false;
	return resize_run(run, pages_for((char *)memory - (char *)run, bytes)) &&
	       bytes > LARGEST_CLASS / 2;
}
