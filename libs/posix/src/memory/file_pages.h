/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Inside mote/file_pages.h. The pages are found by their number in the file in a tree of nodes with 64
 * slots each; a tree of height 0 is the page 0 itself.
 *
 * Invariants:
 * - Bytes of a page behind the file's end are zero, but for a page that is mapped to be written to.
 * - Each page of a window is in the tree, and the pages of a window lie side by side.
 * - A page of a window traps if and only if it is at or behind window->accessible, which is how many of
 *   its pages the file reaches.
 */
#ifndef POSIX_MEMORY_FILE_PAGES_H
#define POSIX_MEMORY_FILE_PAGES_H

#include <mote/file_pages.h>
#include <mote/page.h>

#define FILE_PAGES_SLOTS_SHIFT 6
#define FILE_PAGES_SLOTS (1 << FILE_PAGES_SLOTS_SHIFT)

struct file_pages_node {
	void *slots[FILE_PAGES_SLOTS];
};

/* A part that is mapped. */
struct file_pages_window {
	struct mote_list link; /* of pages->windows */
	size_t first;	       /* number of its first page in the file */
	size_t count;
	size_t accessible;
	size_t mapped; /* pages, each as often as it is mapped */
	char *memory;
};

/* How many pages BYTES bytes are. */
static inline size_t file_pages_of(off_t bytes)
{
	return ((size_t)bytes + MOTE_PAGE_BYTES - 1) / MOTE_PAGE_BYTES;
}

/* Where the page with that number is noted; NULL where it isn't in the tree and no slot is there. */
void **file_pages_slot(const struct mote_file_pages *pages, size_t number);

/* The same, making the slot if need be. NULL where memory is short. */
void **file_pages_make_slot(struct mote_file_pages *pages, size_t number);

/* Frees the pages from number FROM on that aren't in a window. */
void file_pages_free_from(struct mote_file_pages *pages, size_t from);

/* Allocates COUNT pages side by side for a file; NULL where the program would have too few left. */
char *file_pages_alloc(size_t count);

/* The window that the page with that number is in, NULL for none. */
struct file_pages_window *file_pages_window_of(const struct mote_file_pages *pages, size_t number);

/*
 * Has the pages of windows trap, or not, as it is right for a file of BYTES bytes. Returns 0, or -ENOMEM
 * where page tables can't be made; then some trap that should not, or the other way round.
 */
int file_pages_protect(struct mote_file_pages *pages, off_t bytes);

#endif
