/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The content of a file in page frames: what files of the tree in memory and shared memory objects are
 * made of. Pages that were never written to aren't there and read as zeros. The owner has a lock of his
 * own around all calls, which makes reads and writes atomic. Thread context.
 */
#ifndef MOTE_FILE_PAGES_H
#define MOTE_FILE_PAGES_H

#include <mote/file.h>
#include <mote/file_mapping.h>
#include <mote/list.h>

struct mote_file_pages {
	void *root;	 /* the only page, or a node with what lies below it; NULL: nothing */
	unsigned height; /* of nodes above the pages */
	off_t bytes;	 /* how long the file is */
	size_t count;	 /* page frames that it has */
	struct mote_list windows; /* parts that are mapped */
};

/* Makes PAGES the content of an empty file. Any context. */
void mote_file_pages_init(struct mote_file_pages *pages);

/* Frees all of it. No part is mapped any more. */
void mote_file_pages_free(struct mote_file_pages *pages);

/* Makes the file BYTES long. Returns 0; -EFBIG. */
int mote_file_pages_resize(struct mote_file_pages *pages, off_t bytes);

/* Reads from OFFSET. Returns how many bytes, 0 from the end on. */
ssize_t mote_file_pages_read(const struct mote_file_pages *pages, struct mote_io *io, off_t offset);

/*
 * Writes at OFFSET, making the file longer if need be. Returns how many bytes; less than all where
 * memory is short, -ENOSPC where it is so from the first byte on, -EFBIG. Some memory is always left
 * for the program itself.
 */
ssize_t mote_file_pages_write(struct mote_file_pages *pages, struct mote_io *io, off_t offset);

/*
 * What the operation `map` of a file does, but for mapping->unmap: puts the part side by side. Pages
 * behind the one with the file's last byte trap until the file is long enough. Returns 0, or -ENOMEM
 * where there are no such pages in a row, and where a page of the part is mapped elsewhere already and
 * so can't be moved.
 */
int mote_file_pages_map(struct mote_file_pages *pages, struct mote_file_mapping *mapping);

/* Takes a mapping, or some pages of it, back. */
void mote_file_pages_unmap(struct mote_file_pages *pages, off_t offset, size_t bytes);

#endif
