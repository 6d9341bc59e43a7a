/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * mprotect(). Pages of a shared mapping are the file's own, which the file system reads and writes by the
 * same addresses: they stay as they are.
 */
#include <errno.h>

#include "../error.h"
#include "protection.h"
#include "segments.h"

static int check_shared(const struct segment *segment, int bits)
{
	if (!segment->file)
		return 0;
	if (bits & PROT_WRITE && (segment->file->flags & O_ACCMODE) != O_RDWR)
		return -EACCES;
	return bits & PROT_EXEC ? -ENOTSUP : 0;
}

static int protect_segment(struct segment *segment, int bits, enum mote_plat_protection protection)
{
	int error;

	if (segment->file) {
		segment->written |= bits & PROT_WRITE;
		return 0;
	}
	error = mote_plat_protect((void *)segment->begin, segment->end - segment->begin,
				  protection);
	if (!error)
		segment->protection = protection;
	return error;
}

/* The segments are locked. */
static int protect(uintptr_t begin, uintptr_t end, int bits, enum mote_plat_protection protection)
{
	int error = segments_cover(begin, end) ? segments_reserve(2) : -ENOMEM;
	size_t first;

	if (error)
		return error;
	segments_cut(begin);
	segments_cut(end);
	first = segments_find(begin);
	for (size_t i = first; i < segments_count() && segments_at(i)->begin < end; i++) {
		error = check_shared(segments_at(i), bits);
		if (error)
			return error;
	}
	for (size_t i = first; i < segments_count() && segments_at(i)->begin < end; i++) {
		error = protect_segment(segments_at(i), bits, protection);
		if (error)
			return error;
	}
	return 0;
}

int mprotect(void *address, size_t bytes, int bits)
{
	enum mote_plat_protection protection;
	uintptr_t end;
	int error = mote_protection_of(bits, &protection);

	if (!error)
		error = segments_range((uintptr_t)address, bytes, &end);
	if (error)
		return mote_posix_result(error);
	segments_enter();
	error = protect((uintptr_t)address, end, bits, protection);
	segments_leave();
	return mote_posix_result(error);
}
