/* SPDX-License-Identifier: BSD-3-Clause */
#include <errno.h>
#include <mote/alert.h>

#include "../wait.h"
#include "transfer.h"

static ssize_t write_file(struct mote_file *file, struct mote_io *io, off_t offset)
{
	const struct mote_file_operations *operations = file->operations;

	if ((file->flags & O_ACCMODE) == O_RDONLY)
		return -EBADF;
	if (offset == MOTE_AT_FILE_OFFSET)
		return operations->write ? operations->write(file, io) : -EINVAL;
	return operations->pwrite ? operations->pwrite(file, io, &offset) : -ESPIPE;
}

/* A handler that never returns must not take the reference with it. */
static ssize_t try(int descriptor, struct mote_io *io, off_t offset)
{
	ssize_t result = -EBADF;
	struct mote_file *file;

	mote_alert_defer();
	file = mote_descriptor_get(descriptor);
	if (file) {
		result = write_file(file, io, offset);
		mote_file_release(file);
	}
	mote_alert_allow();
	return result;
}

ssize_t mote_descriptor_write(int descriptor, const struct iovec *parts, int count, off_t offset)
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
