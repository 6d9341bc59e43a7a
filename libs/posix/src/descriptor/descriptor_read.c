/* SPDX-License-Identifier: BSD-3-Clause */
#include <errno.h>
#include <mote/alert.h>

#include "../wait.h"
#include "transfer.h"

static ssize_t read_file(struct mote_file *file, struct mote_io *io, off_t offset)
{
	const struct mote_file_operations *operations = file->operations;

	if ((file->flags & O_ACCMODE) == O_WRONLY)
		return -EBADF;
	if (offset != MOTE_AT_FILE_OFFSET && !operations->pread)
		return operations->read_directory ? -EISDIR : -ESPIPE;
	if (offset == MOTE_AT_FILE_OFFSET && !operations->read)
		return operations->read_directory ? -EISDIR : -EINVAL;
	if (!io->left)
		return 0;
	return offset == MOTE_AT_FILE_OFFSET ? operations->read(file, io)
					     : operations->pread(file, io, offset);
}

/* A handler that never returns must not take the reference with it. */
static ssize_t try(int descriptor, struct mote_io *io, off_t offset)
{
	ssize_t result = -EBADF;
	struct mote_file *file;

	mote_alert_defer();
	file = mote_descriptor_get(descriptor);
	if (file) {
		result = read_file(file, io, offset);
		mote_file_release(file);
	}
	mote_alert_allow();
	return result;
}

ssize_t mote_descriptor_read(int descriptor, const struct iovec *parts, int count, off_t offset)
{
	struct mote_io io;
	ssize_t result = mote_transfer_begin(&io, parts, count);
	size_t bytes = io.left;

	mote_posix_cancellation_point();
	if (result)
		return result;
	do
		result = mote_transfer_end(&io, bytes, try(descriptor, &io, offset));
	while (result == MOTE_FILE_INTERRUPTED);
	return result;
}
