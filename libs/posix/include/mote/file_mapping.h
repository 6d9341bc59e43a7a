/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What mmap() with MAP_SHARED asks of a file's operation `map`. There is one address for each page
 * frame, so a shared mapping is the object's own memory: the object puts the pages asked for side by
 * side and says where. Two mappings of the same part have the same address. What keeps its content in
 * a struct mote_file_pages (mote/file_pages.h) needs no more than to pass these on.
 */
#ifndef MOTE_FILE_MAPPING_H
#define MOTE_FILE_MAPPING_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

struct mote_file;

struct mote_file_mapping {
	off_t offset; /* of the first byte; a multiple of the page size */
	size_t bytes; /* whole pages, at least one; OFFSET + BYTES doesn't overflow */
	bool write;   /* whether it will be written to */

	/* What the operation stores: */
	char *memory;
	/*
	 * Takes back a part of what was mapped, or all of it: whole pages. Each page is taken back as
	 * often as it was mapped. WRITTEN: it was mapped to be written to. Thread context, no lock.
	 */
	void (*unmap)(struct mote_file *file, off_t offset, size_t bytes, bool written);
};

#endif
