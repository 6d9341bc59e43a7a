/* SPDX-License-Identifier: BSD-3-Clause */
/* msync(). What is written to a shared mapping is in the file at once; its times change here. */
#include <errno.h>
#include <sys/mman.h>

#include "../error.h"
#include "../wait.h"
#include "segments.h"

/* The file of the next segment in the range, with a reference, and where to go on. */
static struct mote_file *next_file(uintptr_t *begin, uintptr_t end)
{
	struct mote_file *file = NULL;

	segments_enter();
	while (!file && *begin < end) {
		size_t number = segments_find(*begin);
		struct segment *segment;

		if (number == segments_count() || segments_at(number)->begin >= end)
			break;
		segment = segments_at(number);
		*begin = segment->end;
		if (segment->written && segment->file)
			file = segment->file;
	}
	if (file)
		mote_file_hold(file);
	segments_leave();
	return file;
}

/* The segments are locked. */
static int check(uintptr_t begin, uintptr_t end, int flags)
{
	if (!segments_cover(begin, end))
		return -ENOMEM;
	for (size_t i = segments_find(begin); i < segments_count() && segments_at(i)->begin < end;
	     i++)
		if (flags & MS_INVALIDATE && segments_at(i)->is_locked)
			return -EBUSY;
	return 0;
}

static int synchronise(uintptr_t begin, uintptr_t end, int flags)
{
	struct mote_file *file;
	int error;

	segments_enter();
	error = check(begin, end, flags);
	segments_leave();
	while (!error && (file = next_file(&begin, end))) {
		if (file->operations->sync)
			error = file->operations->sync(file, false);
		mote_file_release(file);
	}
	return error;
}

int msync(void *address, size_t bytes, int flags)
{
	uintptr_t end;
	int error = 0;

	mote_posix_cancellation_point();
	if (flags & ~(MS_ASYNC | MS_SYNC | MS_INVALIDATE) ||
	    (flags & (MS_ASYNC | MS_SYNC)) == (MS_ASYNC | MS_SYNC))
		error = -EINVAL;
	if (!error)
		error = segments_range((uintptr_t)address, bytes, &end);
	if (!error)
		error = synchronise((uintptr_t)address, end, flags);
	return mote_posix_result(error);
}
