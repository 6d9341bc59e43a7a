/* SPDX-License-Identifier: BSD-3-Clause */
#include <errno.h>
#include <mote/file.h>
#include <unistd.h>

#include "../error.h"

static off_t seek(struct mote_file *file, off_t offset, int whence)
{
	if (!file->operations->seek)
		return -ESPIPE;
	if (whence != SEEK_SET && whence != SEEK_CUR && whence != SEEK_END)
		return -EINVAL;
	return file->operations->seek(file, offset, whence);
}

off_t lseek(int descriptor, off_t offset, int whence)
{
	struct mote_file *file = mote_descriptor_get(descriptor);
	off_t result;

	if (!file)
		return mote_posix_result(-EBADF);
	result = seek(file, offset, whence);
	mote_file_release(file);
	return mote_posix_result(result);
}
