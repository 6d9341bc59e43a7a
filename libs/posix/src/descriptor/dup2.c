/* SPDX-License-Identifier: BSD-3-Clause */
#define _GNU_SOURCE /* dup3() */
#include <errno.h>
#include <unistd.h>

#include "../error.h"
#include "flags.h"
#include "table.h"

/* What close() would say of the replaced one is lost, as POSIX has it. */
static int duplicate_to(int from, int to, int flags)
{
	struct mote_file *file = mote_descriptor_get(from);
	struct mote_file *replaced;
	int error;

	if (!file)
		return -EBADF;
	error = mote_descriptor_replace(file, flags, to, &replaced);
	if (error) {
		mote_file_release(file);
		return error;
	}
	if (replaced)
		mote_file_release(replaced);
	return to;
}

int dup3(int from, int to, int flags)
{
	if (from == to || flags & ~O_CLOEXEC)
		return (int)mote_posix_result(-EINVAL);
	return (int)mote_posix_result(duplicate_to(from, to, flags));
}

int dup2(int from, int to)
{
	/* To itself nothing changes, not even the flag that dup2() clears. */
	if (from == to)
		return mote_posix_result(mote_descriptor_flags(from)) < 0 ? -1 : to;
	return (int)mote_posix_result(duplicate_to(from, to, 0));
}
