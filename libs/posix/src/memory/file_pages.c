/* SPDX-License-Identifier: BSD-3-Clause */
/* The content of a file in page frames: reading, writing, making it longer or shorter. */
#include "file_pages.h"

#include <errno.h>
#include <stdint.h>
#include <string.h>

#define FILE_BYTES_MAX INT64_MAX

void mote_file_pages_init(struct mote_file_pages *pages)
{
	*pages = (struct mote_file_pages){.root = NULL};
	mote_list_init(&pages->windows);
}

void mote_file_pages_free(struct mote_file_pages *pages)
{
	file_pages_free_from(pages, 0);
}

static char *find(const struct mote_file_pages *pages, size_t number)
{
	void **slot = file_pages_slot(pages, number);

	return slot ? *slot : NULL;
}

/* The page with that number; WHOLE: all of it will be written, so that it needn't be zeroed. */
static char *find_or_add(struct mote_file_pages *pages, size_t number, bool whole)
{
	void **slot = file_pages_make_slot(pages, number);

	if (!slot || *slot)
		return slot ? *slot : NULL;
	*slot = file_pages_alloc(1);
	if (!*slot)
		return NULL;
	pages->count++;
	return whole ? *slot : memset(*slot, 0, MOTE_PAGE_BYTES);
}

/* Zeros from BEGIN on what there is of its page, and all pages behind it up to the number END. */
static void zero(struct mote_file_pages *pages, off_t begin, size_t end)
{
	size_t number = begin / MOTE_PAGE_BYTES;
	size_t at = begin % MOTE_PAGE_BYTES;

	for (; number < end; number++, at = 0) {
		char *page = find(pages, number);

		if (page)
			memset(page + at, 0, MOTE_PAGE_BYTES - at);
	}
}

/*
 * What is mapped and what isn't differs: pages of a window stay in the file when it becomes shorter, and
 * what lies behind the end in the last page may have been written to.
 */
static int resize_mapped(struct mote_file_pages *pages, off_t bytes)
{
	int error;

	if (bytes > pages->bytes) {
		error = file_pages_protect(pages, bytes);
		if (error)
			return error;
	}
	for (struct mote_list *link = pages->windows.next; link != &pages->windows;
	     link = link->next) {
		struct file_pages_window *window = (struct file_pages_window *)link;
		off_t begin = bytes < pages->bytes ? bytes : pages->bytes;

		if (begin < (off_t)(window->first * MOTE_PAGE_BYTES))
			begin = window->first * MOTE_PAGE_BYTES;
		zero(pages, begin, window->first + window->accessible);
	}
	/* To make it shorter can't fail: at worst something doesn't trap that might. */
	file_pages_protect(pages, bytes);
	return 0;
}

int mote_file_pages_resize(struct mote_file_pages *pages, off_t bytes)
{
	if (!mote_list_is_empty(&pages->windows)) {
		int error = resize_mapped(pages, bytes);

		if (error)
			return error;
	}
	if (bytes < pages->bytes) {
		file_pages_free_from(pages, file_pages_of(bytes));
		if (bytes % MOTE_PAGE_BYTES)
			zero(pages, bytes, file_pages_of(bytes));
	}
	pages->bytes = bytes;
	return 0;
}

static void put_zeros(struct mote_io *io, size_t bytes)
{
	while (bytes) {
		void *memory;
		size_t piece = mote_io_piece(io, &memory);

		if (piece > bytes)
			piece = bytes;
		memset(memory, 0, piece);
		mote_io_advance(io, piece);
		bytes -= piece;
	}
}

/* How much of LEFT bytes at OFFSET lies in one page. */
static size_t piece_at(off_t offset, size_t left)
{
	size_t room = MOTE_PAGE_BYTES - offset % MOTE_PAGE_BYTES;

	return left < room ? left : room;
}

ssize_t mote_file_pages_read(const struct mote_file_pages *pages, struct mote_io *io, off_t offset)
{
	size_t left = io->left;
	size_t done = 0;

	if (offset >= pages->bytes)
		return 0;
	if (left > (size_t)(pages->bytes - offset))
		left = pages->bytes - offset;
	while (done < left) {
		size_t piece = piece_at(offset, left - done);
		const char *page = find(pages, offset / MOTE_PAGE_BYTES);

		if (page)
			mote_io_put(io, page + offset % MOTE_PAGE_BYTES, piece);
		else
			put_zeros(io, piece);
		offset += piece;
		done += piece;
	}
	return done;
}

ssize_t mote_file_pages_write(struct mote_file_pages *pages, struct mote_io *io, off_t offset)
{
	size_t left = io->left;
	size_t done = 0;
	off_t before = pages->bytes;

	if (!left)
		return 0;
	if (offset == FILE_BYTES_MAX)
		return -EFBIG;
	if (left > (size_t)(FILE_BYTES_MAX - offset))
		left = FILE_BYTES_MAX - offset;
	/* First made longer, then written, so that what is mapped doesn't trap here. */
	if (offset + (off_t)left > before && mote_file_pages_resize(pages, offset + left) != 0)
		return -ENOSPC;
	while (done < left) {
		size_t piece = piece_at(offset, left - done);
		char *page = find_or_add(pages, offset / MOTE_PAGE_BYTES, piece == MOTE_PAGE_BYTES);

		if (!page)
			break;
		mote_io_take(io, page + offset % MOTE_PAGE_BYTES, piece);
		offset += piece;
		done += piece;
	}
	if (done == left)
		return done;
	if (!done)
		offset = before;
	if (pages->bytes > before)
		mote_file_pages_resize(pages, offset > before ? offset : before);
	return done ? (ssize_t)done : -ENOSPC;
}
