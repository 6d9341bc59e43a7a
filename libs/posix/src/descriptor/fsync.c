/* SPDX-License-Identifier: BSD-3-Clause */
#include <errno.h>
#include <mote/file.h>
#include <unistd.h>

#include "../error.h"
#include "../wait.h"

static int synchronise(int descriptor, bool data_only)
{
	struct mote_file *file;
	int error = -EINVAL;

	mote_posix_cancellation_point();
	file = mote_descriptor_get(descriptor);
	if (!file)
		return -EBADF;
	if (file->operations->sync)
		error = file->operations->sync(file, data_only);
	mote_file_release(file);
	return error;
}

int fsync(int descriptor)
{
	return (int)mote_posix_result(synchronise(descriptor, false));
}

int fdatasync(int descriptor)
{
	return (int)mote_posix_result(synchronise(descriptor, true));
}
