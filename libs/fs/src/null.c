/* SPDX-License-Identifier: BSD-3-Clause */
/* /dev/null and /dev/zero: both take everything; the one is empty, the other has zeros without end. */
#include <string.h>

#include "device.h"
#include "open_file.h"

static ssize_t write_all(struct mote_file *file, struct mote_io *io)
{
	size_t bytes = io->left;

	(void)file;
	mote_io_advance(io, bytes);
	return bytes;
}

static ssize_t write_all_at(struct mote_file *file, struct mote_io *io, off_t *offset)
{
	if (*offset == MOTE_FILE_END)
		*offset = 0;
	return write_all(file, io);
}

static ssize_t read_nothing(struct mote_file *file, struct mote_io *io)
{
	(void)file;
	(void)io;
	return 0;
}

static ssize_t read_nothing_at(struct mote_file *file, struct mote_io *io, off_t offset)
{
	(void)offset;
	return read_nothing(file, io);
}

static ssize_t read_zeros(struct mote_file *file, struct mote_io *io)
{
	size_t bytes = io->left;

	(void)file;
	while (io->left) {
		void *memory;
		size_t piece = mote_io_piece(io, &memory);

		memset(memory, 0, piece);
		mote_io_advance(io, piece);
	}
	return bytes;
}

static ssize_t read_zeros_at(struct mote_file *file, struct mote_io *io, off_t offset)
{
	(void)offset;
	return read_zeros(file, io);
}

static off_t seek(struct mote_file *file, off_t offset, int whence)
{
	(void)file;
	(void)offset;
	(void)whence;
	return 0;
}

static const struct mote_file_operations null_operations = {
	.name = "/dev/null",
	.read = read_nothing,
	.write = write_all,
	.pread = read_nothing_at,
	.pwrite = write_all_at,
	.seek = seek,
	.stat = fs_open_stat,
	.close = fs_open_close,
};

static const struct mote_file_operations zero_operations = {
	.name = "/dev/zero",
	.read = read_zeros,
	.write = write_all,
	.pread = read_zeros_at,
	.pwrite = write_all_at,
	.seek = seek,
	.stat = fs_open_stat,
	.close = fs_open_close,
};

static int open_null(struct fs_node *node, int flags, struct mote_file **file)
{
	return fs_open_with(&null_operations, node, flags, file);
}

static int open_zero(struct fs_node *node, int flags, struct mote_file **file)
{
	return fs_open_with(&zero_operations, node, flags, file);
}

FS_DEVICE(null) = {"null", open_null};
FS_DEVICE(zero) = {"zero", open_zero};
