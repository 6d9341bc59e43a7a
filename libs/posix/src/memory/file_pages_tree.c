/* SPDX-License-Identifier: BSD-3-Clause */
/* The tree in which the pages of a file are found. */
#include <mote/heap.h>

#include "file_pages.h"

/* How much memory files leave to the program: one part of this many. */
#define RESERVE_DIVISOR 64

static bool reaches(unsigned height, size_t number)
{
	return number >> FILE_PAGES_SLOTS_SHIFT * height == 0;
}

static size_t slot_index(size_t number, unsigned height)
{
	return number >> FILE_PAGES_SLOTS_SHIFT * (height - 1) & (FILE_PAGES_SLOTS - 1);
}

void **file_pages_slot(const struct mote_file_pages *pages, size_t number)
{
	void *const *slot = &pages->root;

	if (!reaches(pages->height, number))
		return NULL;
	for (unsigned height = pages->height; height; height--) {
		struct file_pages_node *node = *slot;

		if (!node)
			return NULL;
		slot = &node->slots[slot_index(number, height)];
	}
	return (void **)slot;
}

/* Puts a node above the root, so that larger numbers can be reached. */
static bool grow(struct mote_file_pages *pages)
{
	if (pages->root) {
		struct file_pages_node *node = mote_heap_alloc_zeroed(1, sizeof(*node));

		if (!node)
			return false;
		node->slots[0] = pages->root;
		pages->root = node;
	}
	pages->height++;
	return true;
}

void **file_pages_make_slot(struct mote_file_pages *pages, size_t number)
{
	void **slot = &pages->root;

	while (!reaches(pages->height, number))
		if (!grow(pages))
			return NULL;
	for (unsigned height = pages->height; height; height--) {
		if (!*slot)
			*slot = mote_heap_alloc_zeroed(1, sizeof(struct file_pages_node));
		if (!*slot)
			return NULL;
		slot = &((struct file_pages_node *)*slot)->slots[slot_index(number, height)];
	}
	return slot;
}

static bool is_empty(const struct file_pages_node *node)
{
	for (size_t i = 0; i < FILE_PAGES_SLOTS; i++)
		if (node->slots[i])
			return false;
	return true;
}

/* Frees what lies in SLOT, whose first page has the number FIRST, from the page FROM on. */
static void free_below(struct mote_file_pages *pages, void **slot, unsigned height, size_t first,
		       size_t from)
{
	struct file_pages_node *node = *slot;
	size_t step;

	if (!node)
		return;
	if (!height) {
		if (file_pages_window_of(pages, first))
			return;
		mote_page_free(*slot, 1);
		*slot = NULL;
		pages->count--;
		return;
	}
	step = (size_t)1 << FILE_PAGES_SLOTS_SHIFT * (height - 1);
	for (size_t i = 0; i < FILE_PAGES_SLOTS; i++, first += step)
		if (first + step > from)
			free_below(pages, &node->slots[i], height - 1, first, from);
	if (is_empty(node)) {
		mote_heap_free(node);
		*slot = NULL;
	}
}

void file_pages_free_from(struct mote_file_pages *pages, size_t from)
{
	if (reaches(pages->height, from))
		free_below(pages, &pages->root, pages->height, 0, from);
	if (!pages->root)
		pages->height = 0;
}

char *file_pages_alloc(size_t count)
{
	struct mote_page_statistics memory = mote_page_statistics();
	size_t reserve = memory.total / RESERVE_DIVISOR;

	if (memory.free < reserve || memory.free - reserve < count)
		return NULL;
	return mote_page_alloc(count);
}
