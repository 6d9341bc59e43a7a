/* SPDX-License-Identifier: BSD-3-Clause */
#include <errno.h>
#include <mote/file.h>
#include <mote/thread.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static struct mote_seekable_file *seekable(struct mote_file *file)
{
	return MOTE_CONTAINER_OF(file, struct mote_seekable_file, file);
}

void mote_seekable_file_init(struct mote_seekable_file *file,
			     const struct mote_file_operations *operations, int flags)
{
	mote_file_init(&file->file, operations, flags);
	file->offset = 0;
	mote_mutex_init(&file->offset_lock);
}

static void lock(struct mote_seekable_file *file)
{
	mote_suspend_disable();
	mote_mutex_lock(&file->offset_lock);
}

static void unlock(struct mote_seekable_file *file)
{
	mote_mutex_unlock(&file->offset_lock);
	mote_suspend_enable();
}

ssize_t mote_seekable_read(struct mote_file *file, struct mote_io *io)
{
	struct mote_seekable_file *self = seekable(file);
	size_t bytes = io->left;
	ssize_t result;

	lock(self);
	result = file->operations->pread(file, io, self->offset);
	self->offset += bytes - io->left;
	unlock(self);
	return result;
}

ssize_t mote_seekable_write(struct mote_file *file, struct mote_io *io)
{
	struct mote_seekable_file *self = seekable(file);
	size_t bytes = io->left;
	ssize_t result;
	off_t offset;

	lock(self);
	offset = file->flags & O_APPEND ? MOTE_FILE_END : self->offset;
	result = file->operations->pwrite(file, io, &offset);
	if (bytes != io->left)
		self->offset = offset + (off_t)(bytes - io->left);
	unlock(self);
	return result;
}

/* Where WHENCE counts from. */
static int origin(struct mote_seekable_file *self, int whence, off_t *offset)
{
	struct stat status;
	int error;

	*offset = whence == SEEK_CUR ? self->offset : 0;
	if (whence != SEEK_END)
		return 0;
	memset(&status, 0, sizeof(status));
	error = self->file.operations->stat(&self->file, &status);
	*offset = status.st_size;
	return error;
}

static off_t seek(struct mote_seekable_file *self, off_t offset, int whence)
{
	off_t begin;
	int error = origin(self, whence, &begin);

	if (error)
		return error;
	if (__builtin_add_overflow(begin, offset, &begin))
		return -EOVERFLOW;
	if (begin < 0)
		return -EINVAL;
	self->offset = begin;
	return begin;
}

off_t mote_seekable_seek(struct mote_file *file, off_t offset, int whence)
{
	struct mote_seekable_file *self = seekable(file);
	off_t result;

	lock(self);
	result = seek(self, offset, whence);
	unlock(self);
	return result;
}
