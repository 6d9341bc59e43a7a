/* SPDX-License-Identifier: BSD-3-Clause */
#include <errno.h>
#include <mote/file_mapping.h>
#include <mote/page.h>
#include <sys/mman.h>

#include "../error.h"
#include "segments.h"

/* Pages that can't be made writable again for want of page tables are lost rather than given back. */
static void free_own(const struct segment *segment)
{
	void *pages = (void *)segment->begin;
	size_t bytes = segment->end - segment->begin;

	if (segment->protection == MOTE_PLAT_WRITE ||
	    mote_plat_protect(pages, bytes, MOTE_PLAT_WRITE) == 0)
		mote_page_free(pages, bytes / MOTE_PAGE_BYTES);
}

/* Gives back one mapping of the segment, which is a copy. Nothing is locked. */
static void give_back(const struct segment *segment, bool is_last)
{
	struct mote_file *file = segment->file;

	if (!file) {
		free_own(segment);
		return;
	}
	segment->unmap(file, segment->offset, segment->end - segment->begin, segment->written);
	if (is_last)
		mote_file_release(file);
}

/* Takes out the first segment in the range, or one mapping of it. False where there is none any more. */
static bool take_next(uintptr_t *begin, uintptr_t end, struct segment *taken, bool *is_last)
{
	size_t number = segments_find(*begin);
	struct segment *segment;

	if (number == segments_count() || segments_at(number)->begin >= end)
		return false;
	segment = segments_at(number);
	*taken = *segment;
	*begin = segment->end;
	*is_last = --segment->times == 0;
	if (*is_last)
		segments_remove(number);
	return true;
}

static int unmap(uintptr_t begin, uintptr_t end)
{
	struct segment taken;
	bool is_last, found;

	segments_enter();
	if (segments_reserve(2) != 0) {
		segments_leave();
		return -ENOMEM;
	}
	segments_cut(begin);
	segments_cut(end);
	do {
		found = take_next(&begin, end, &taken, &is_last);
		segments_leave();
		if (found)
			give_back(&taken, is_last);
		segments_enter();
	} while (found);
	segments_leave();
	return 0;
}

int munmap(void *address, size_t bytes)
{
	uintptr_t end;

	if (!bytes || segments_range((uintptr_t)address, bytes, &end) != 0)
		return mote_posix_result(-EINVAL);
	return mote_posix_result(unmap((uintptr_t)address, end));
}
