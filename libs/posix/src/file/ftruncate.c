/* SPDX-License-Identifier: BSD-3-Clause */
#include <unistd.h>

#include "path.h"

static int check(const struct mote_file *file, off_t bytes)
{
	if (bytes < 0 || (file->flags & O_ACCMODE) == O_RDONLY || !file->operations->truncate)
		return -EINVAL;
	return 0;
}

int ftruncate(int descriptor, off_t bytes)
{
	struct mote_file *file = mote_descriptor_get(descriptor);
	int result;

	if (!file)
		return mote_posix_result(-EBADF);
	result = check(file, bytes);
	if (!result)
		result = file->operations->truncate(file, bytes);
	mote_file_release(file);
	return mote_posix_result(result);
}
