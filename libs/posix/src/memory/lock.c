/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * mlock() and munlock(). Memory is never paged out, so there is nothing to do but to say what can't be
 * right, and to note it for msync().
 */
#include <errno.h>
#include <mote/page.h>
#include <sys/mman.h>

#include "../error.h"
#include "segments.h"
#include "valid.h"

static int set_locked(uintptr_t begin, uintptr_t end, bool locked)
{
	int error;

	segments_enter();
	error = segments_reserve(2);
	if (!error) {
		segments_cut(begin);
		segments_cut(end);
		for (size_t i = segments_find(begin);
		     i < segments_count() && segments_at(i)->begin < end; i++)
			segments_at(i)->is_locked = locked;
	}
	segments_leave();
	return error;
}

static int change(const void *address, size_t bytes, bool locked)
{
	uintptr_t at = (uintptr_t)address;
	uintptr_t begin = at & -(uintptr_t)MOTE_PAGE_BYTES;
	uintptr_t end;

	/* The address needn't be that of a page; all pages that are touched count. */
	if (__builtin_add_overflow(bytes, at - begin, &bytes) ||
	    segments_range(begin, bytes, &end) != 0 || !mote_memory_is_valid(begin, end))
		return -ENOMEM;
	return set_locked(begin, end, locked);
}

int mlock(const void *address, size_t bytes)
{
	return mote_posix_result(change(address, bytes, true));
}

int munlock(const void *address, size_t bytes)
{
	return mote_posix_result(change(address, bytes, false));
}
