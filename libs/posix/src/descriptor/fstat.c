/* SPDX-License-Identifier: BSD-3-Clause */
#include <errno.h>
#include <mote/file.h>
#include <string.h>
#include <sys/stat.h>

#include "../error.h"

static int describe(struct mote_file *file, struct stat *status)
{
	if (!status)
		return -EFAULT;
	memset(status, 0, sizeof(*status));
	return file->operations->stat ? file->operations->stat(file, status) : 0;
}

int fstat(int descriptor, struct stat *status)
{
	struct mote_file *file = mote_descriptor_get(descriptor);
	int result;

	if (!file)
		return (int)mote_posix_result(-EBADF);
	result = describe(file, status);
	mote_file_release(file);
	return (int)mote_posix_result(result);
}
