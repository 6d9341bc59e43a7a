/* SPDX-License-Identifier: BSD-3-Clause */
/* The content of a file mapped: its pages side by side, as windows. */
#include <errno.h>
#include <mote/heap.h>
#include <string.h>

#include "file_pages.h"

struct file_pages_window *file_pages_window_of(const struct mote_file_pages *pages, size_t number)
{
	struct mote_list *link;

	MOTE_LIST_FOREACH(link, &pages->windows) {
		struct file_pages_window *window = (struct file_pages_window *)link;

		if (number - window->first < window->count)
			return window;
	}
	return NULL;
}

/* Has the pages of WINDOW from number ACCESSIBLE on trap, and none before. */
static int protect(struct file_pages_window *window, size_t accessible)
{
	size_t from = window->accessible;
	enum mote_plat_protection protection = MOTE_PLAT_WRITE;
	size_t count = accessible - from;
	int error;

	if (accessible == from)
		return 0;
	if (accessible < from) {
		protection = MOTE_PLAT_NONE;
		count = from - accessible;
		from = accessible;
	}
	error = mote_plat_protect(window->memory + from * MOTE_PAGE_BYTES, count * MOTE_PAGE_BYTES,
				  protection);
	if (!error)
		window->accessible = accessible;
	return error;
}

int file_pages_protect(struct mote_file_pages *pages, off_t bytes)
{
	size_t end = file_pages_of(bytes);
	struct mote_list *link;
	int result = 0;

	MOTE_LIST_FOREACH(link, &pages->windows) {
		struct file_pages_window *window = (struct file_pages_window *)link;
		size_t count = end < window->first ? 0 : end - window->first;
		int error = protect(window, count < window->count ? count : window->count);

		if (error)
			result = error;
	}
	return result;
}

/* Whether one of these pages is in a window. */
static bool is_mapped(const struct mote_file_pages *pages, size_t first, size_t count)
{
	struct mote_list *link;

	MOTE_LIST_FOREACH(link, &pages->windows) {
		const struct file_pages_window *window = (struct file_pages_window *)link;

		if (first < window->first + window->count && window->first < first + count)
			return true;
	}
	return false;
}

/* Makes the COUNT pages at MEMORY those of the file from number FIRST on. The slots are there. */
static void replace(struct mote_file_pages *pages, size_t first, size_t count, char *memory)
{
	for (size_t i = 0; i < count; i++, memory += MOTE_PAGE_BYTES) {
		void **slot = file_pages_slot(pages, first + i);

		if (*slot) {
			memcpy(memory, *slot, MOTE_PAGE_BYTES);
			mote_page_free(*slot, 1);
		} else {
			memset(memory, 0, MOTE_PAGE_BYTES);
			pages->count++;
		}
		*slot = memory;
	}
}

static bool make_slots(struct mote_file_pages *pages, size_t first, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (!file_pages_make_slot(pages, first + i))
			return false;
	return true;
}

/* Makes WINDOW longer, if the page frames behind it are free, so that it ends with the page END - 1. */
static bool extend(struct mote_file_pages *pages, struct file_pages_window *window, size_t end)
{
	size_t window_end = window->first + window->count;
	size_t more = end - window_end;
	char *memory = window->memory + window->count * MOTE_PAGE_BYTES;

	if (end <= window_end || is_mapped(pages, window_end, more) ||
	    !make_slots(pages, window_end, more) || protect(window, window->count) != 0 ||
	    !mote_page_extend(window->memory, window->count, more))
		return false;
	replace(pages, window_end, more, memory);
	window->count += more;
	window->accessible = window->count;
	return true;
}

static struct file_pages_window *new_window(struct mote_file_pages *pages, size_t first,
					    size_t count)
{
	struct file_pages_window *window = mote_heap_alloc(sizeof(*window));
	char *memory = window ? file_pages_alloc(count) : NULL;

	if (!memory || !make_slots(pages, first, count)) {
		if (memory)
			mote_page_free(memory, count);
		mote_heap_free(window);
		return NULL;
	}
	replace(pages, first, count, memory);
	*window = (struct file_pages_window){
		.first = first,
		.count = count,
		.accessible = count,
		.memory = memory,
	};
	mote_list_append(&pages->windows, &window->link);
	return window;
}

/* The window with these pages; NULL where there can be none. */
static struct file_pages_window *provide_window(struct mote_file_pages *pages, size_t first,
						size_t count)
{
	struct file_pages_window *window = file_pages_window_of(pages, first);

	if (!window)
		return is_mapped(pages, first, count) ? NULL : new_window(pages, first, count);
	if (first + count <= window->first + window->count || extend(pages, window, first + count))
		return window;
	return NULL;
}

int mote_file_pages_map(struct mote_file_pages *pages, struct mote_file_mapping *mapping)
{
	size_t first = mapping->offset / MOTE_PAGE_BYTES;
	size_t count = mapping->bytes / MOTE_PAGE_BYTES;
	struct file_pages_window *window = provide_window(pages, first, count);

	file_pages_protect(pages, pages->bytes);
	if (!window) {
		/* What slots were made for it, if any, go. */
		file_pages_free_from(pages, file_pages_of(pages->bytes));
		return -ENOMEM;
	}
	window->mapped += count;
	mapping->memory = window->memory + (first - window->first) * MOTE_PAGE_BYTES;
	return 0;
}

/* What the program has written behind the file's end goes. */
static void zero_behind_end(struct mote_file_pages *pages)
{
	size_t at = pages->bytes % MOTE_PAGE_BYTES;
	void **slot = file_pages_slot(pages, pages->bytes / MOTE_PAGE_BYTES);

	if (at && slot && *slot)
		memset((char *)*slot + at, 0, MOTE_PAGE_BYTES - at);
}

void mote_file_pages_unmap(struct mote_file_pages *pages, off_t offset, size_t bytes)
{
	struct file_pages_window *window = file_pages_window_of(pages, offset / MOTE_PAGE_BYTES);

	window->mapped -= bytes / MOTE_PAGE_BYTES;
	/* Pages that trap can't be given back: such a window stays. */
	if (window->mapped || protect(window, window->count) != 0)
		return;
	mote_list_remove(&window->link);
	mote_heap_free(window);
	zero_behind_end(pages);
	file_pages_free_from(pages, file_pages_of(pages->bytes));
}
