/* SPDX-License-Identifier: BSD-3-Clause */
/* Walking the heap: all allocations, and whether each page is as it must be. */
#include <mote/panic.h>

#include "heap_layout.h"
#include "heap_raw.h"

/* Calls VISIT for each header of a ring. */
static void for_each_in_ring(struct header *ring, void (*visit)(struct header *, void *),
			     void *argument)
{
	struct header *header = ring;

	if (!ring)
		return;
	do {
		visit(header, argument);
		header = next_in_ring(header);
	} while (header != ring);
}

static void for_each_header(void (*visit)(struct header *, void *), void *argument)
{
	for (unsigned number = 0; number < CLASSES; number++)
		for_each_in_ring(mote_heap_classes[number].partial, visit, argument);
	for_each_in_ring(mote_heap_rest, visit, argument);
}

struct visit {
	mote_heap_visitor *visit;
	void *argument;
};

static void visit_allocations(struct header *header, void *argument)
{
	const struct visit *visit = argument;
	struct mote_heap_allocation allocation = {NULL};

	if (header->magic == MAGIC_RUN) {
		allocation.memory = header->memory;
		allocation.bytes = usable_bytes_of_run(header);
		visit->visit(&allocation, visit->argument);
		return;
	}
	allocation.bytes = mote_heap_class_bytes[header->class];
	for (unsigned place = 0; place < MOTE_PAGE_BYTES / GRAIN; place++) {
		if (!(header->allocated[place / WORD_BITS] >> place % WORD_BITS & 1))
			continue;
		allocation.memory = (char *)header + place * GRAIN;
		visit->visit(&allocation, visit->argument);
	}
}

void mote_heap_raw_for_each(mote_heap_visitor *visit, void *argument)
{
	struct visit both = {visit, argument};
	unsigned long flags = mote_spin_lock_irqsave(&mote_heap_lock);

	for_each_header(visit_allocations, &both);
	mote_spin_unlock_irqrestore_nowake(&mote_heap_lock, flags);
}

static void count_header(struct header *header, void *argument)
{
	struct mote_heap_statistics *result = argument;

	result->allocations += header->in_use;
	result->bytes += header->in_use * mote_heap_class_bytes[header->class];
}

static void count_full_pages(unsigned class, struct mote_heap_statistics *result)
{
	unsigned bytes = mote_heap_class_bytes[class];
	size_t blocks = mote_heap_classes[class].full *
			((MOTE_PAGE_BYTES - first_offset(class)) / bytes);

	result->allocations += blocks;
	result->bytes += blocks * bytes;
}

struct mote_heap_statistics mote_heap_raw_statistics(void)
{
	unsigned long flags = mote_spin_lock_irqsave(&mote_heap_lock);
	struct mote_heap_statistics result = mote_heap_counted;

	for (unsigned number = 0; number < CLASSES; number++) {
		count_full_pages(number, &result);
		for_each_in_ring(mote_heap_classes[number].partial, count_header, &result);
	}
	mote_spin_unlock_irqrestore_nowake(&mote_heap_lock, flags);
	return result;
}

static void require(const struct header *header, bool holds, const char *what)
{
	if (!holds)
		mote_panic("heap: the page at %p is damaged: %s", (const void *)header, what);
}

static bool is_block(const struct header *header, uintptr_t offset)
{
	unsigned first = first_offset(header->class);

	return offset >= first && offset < header->uncut &&
	       (offset - first) % mote_heap_class_bytes[header->class] == 0;
}

static unsigned count_free(const struct header *header)
{
	unsigned count = 0;

	for (const struct free_block *block = header->free; block; block = block->next) {
		uintptr_t offset = (uintptr_t)block - (uintptr_t)header;
		unsigned place = offset / GRAIN;

		require(header, is_block(header, offset), "a free block points elsewhere");
		require(header, !(header->allocated[place / WORD_BITS] >> place % WORD_BITS & 1),
			"a free block is allocated");
		require(header, ++count < MOTE_PAGE_BYTES / GRAIN, "its free blocks make a circle");
	}
	return count;
}

static void check_header(struct header *header, void *argument)
{
	unsigned allocated = 0;
	unsigned cut;

	(void)argument;
	if (header->magic == MAGIC_RUN)
		return;
	require(header, header->magic == MAGIC_PAGE && header->class < CLASSES,
		"its header is overwritten");
	for (unsigned place = 0; place < MOTE_PAGE_BYTES / GRAIN; place++) {
		if (!(header->allocated[place / WORD_BITS] >> place % WORD_BITS & 1))
			continue;
		require(header, is_block(header, place * GRAIN), "what is no block is allocated");
		allocated++;
	}
	cut = (header->uncut - first_offset(header->class)) / mote_heap_class_bytes[header->class];
	require(header, allocated == header->in_use, "its number of allocations is wrong");
	require(header, allocated + count_free(header) == cut, "a free block is missing");
}

void mote_heap_raw_check(void)
{
	unsigned long flags = mote_spin_lock_irqsave(&mote_heap_lock);

	for_each_header(check_header, NULL);
	mote_spin_unlock_irqrestore_nowake(&mote_heap_lock, flags);
}
