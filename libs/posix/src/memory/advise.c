/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * madvise() and posix_madvise(). Nothing follows from advice but that madvise(MADV_DONTNEED) zeroes
 * anonymous memory: allocators rely on that, as other systems do it.
 */
#include <errno.h>
#include <string.h>
#include <sys/mman.h>

#include "../error.h"
#include "segments.h"

static int check(uintptr_t begin, size_t bytes, int advice, uintptr_t *end)
{
	if (advice < MADV_NORMAL || advice > MADV_DONTNEED)
		return -EINVAL;
	return segments_range(begin, bytes, end);
}

static void zero(uintptr_t begin, uintptr_t end)
{
	for (size_t i = segments_find(begin); i < segments_count() && segments_at(i)->begin < end;
	     i++) {
		const struct segment *segment = segments_at(i);
		uintptr_t first = segment->begin > begin ? segment->begin : begin;
		uintptr_t last = segment->end < end ? segment->end : end;

		if (segment->is_anonymous && segment->protection == MOTE_PLAT_WRITE)
			memset((void *)first, 0, last - first);
	}
}

static int advise(void *address, size_t bytes, int advice, bool may_zero)
{
	uintptr_t end;
	int error = check((uintptr_t)address, bytes, advice, &end);

	if (error)
		return error;
	segments_enter();
	if (!segments_cover((uintptr_t)address, end))
		error = -ENOMEM;
	else if (may_zero && advice == MADV_DONTNEED)
		zero((uintptr_t)address, end);
	segments_leave();
	return error;
}

int madvise(void *address, size_t bytes, int advice)
{
	return mote_posix_result(advise(address, bytes, advice, true));
}

int posix_madvise(void *address, size_t bytes, int advice)
{
	return -advise(address, bytes, advice, false);
}
