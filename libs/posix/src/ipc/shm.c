/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Shared memory objects: files without a directory, whose content lies in page frames. There is one process
 * and one address for each page, so who maps an object has the object itself.
 */
#include <errno.h>
#include <fcntl.h>
#include <mote/file_pages.h>
#include <mote/heap.h>
#include <mote/thread.h>
#include <sys/mman.h>
#include <sys/stat.h>

#include "../error.h"
#include "../file/path.h"
#include "../time/clock.h"
#include "names.h"

/* What st_blocks counts. */
#define BLOCK_BYTES 512
#define PAGE_BYTES 4096

struct shm {
	struct mote_ipc_object object;
	ino_t number;
	struct mote_mutex lock; /* guards what follows */
	struct mote_file_pages pages;
	struct timespec read, written, changed;
};

/* An open description of one. */
struct shm_file {
	struct mote_seekable_file file;
	struct shm *shm;
};

static struct mote_list objects = MOTE_LIST_INIT(objects);

static struct shm *of_file(struct mote_file *file)
{
	return ((struct shm_file *)file)->shm;
}

static void lock(struct shm *shm)
{
	mote_suspend_disable();
	mote_mutex_lock(&shm->lock);
}

static void unlock(struct shm *shm)
{
	mote_mutex_unlock(&shm->lock);
	mote_suspend_enable();
}

static struct timespec now(void)
{
	return mote_nanoseconds_timespec(mote_wall_nanoseconds());
}

static void note_writing(struct shm *shm)
{
	shm->written = now();
	shm->changed = shm->written;
}

static ssize_t read_at(struct mote_file *file, struct mote_io *io, off_t offset)
{
	struct shm *shm = of_file(file);
	ssize_t result;

	lock(shm);
	result = mote_file_pages_read(&shm->pages, io, offset);
	shm->read = now();
	unlock(shm);
	return result;
}

static ssize_t write_at(struct mote_file *file, struct mote_io *io, off_t *offset)
{
	struct shm *shm = of_file(file);
	ssize_t result;

	lock(shm);
	if (*offset == MOTE_FILE_END)
		*offset = shm->pages.bytes;
	result = mote_file_pages_write(&shm->pages, io, *offset);
	note_writing(shm);
	unlock(shm);
	return result;
}

static int resize(struct shm *shm, off_t bytes)
{
	int error;

	lock(shm);
	error = mote_file_pages_resize(&shm->pages, bytes);
	if (!error)
		note_writing(shm);
	unlock(shm);
	return error;
}

static int truncate_file(struct mote_file *file, off_t bytes)
{
	return resize(of_file(file), bytes);
}

static int sync_file(struct mote_file *file, bool data_only)
{
	(void)file;
	(void)data_only;
	return 0;
}

static void unmap(struct mote_file *file, off_t offset, size_t bytes, bool written)
{
	struct shm *shm = of_file(file);

	lock(shm);
	mote_file_pages_unmap(&shm->pages, offset, bytes);
	if (written)
		note_writing(shm);
	unlock(shm);
}

static int map(struct mote_file *file, struct mote_file_mapping *mapping)
{
	struct shm *shm = of_file(file);
	int error;

	lock(shm);
	error = mote_file_pages_map(&shm->pages, mapping);
	unlock(shm);
	mapping->unmap = unmap;
	return error;
}

static int describe(struct mote_file *file, struct stat *status)
{
	struct shm *shm = of_file(file);

	lock(shm);
	status->st_ino = shm->number;
	status->st_mode = S_IFREG | shm->object.mode;
	status->st_nlink = shm->object.name ? 1 : 0;
	status->st_uid = shm->object.user;
	status->st_gid = shm->object.group;
	status->st_size = shm->pages.bytes;
	status->st_blksize = PAGE_BYTES;
	status->st_blocks = (blkcnt_t)(shm->pages.count * (PAGE_BYTES / BLOCK_BYTES));
	status->st_atim = shm->read;
	status->st_mtim = shm->written;
	status->st_ctim = shm->changed;
	unlock(shm);
	return 0;
}

/* Names are locked. */
static void release(struct shm *shm)
{
	if (!mote_ipc_release(&shm->object))
		return;
	mote_file_pages_free(&shm->pages);
	mote_heap_free(shm);
}

static int shm_close(struct mote_file *file)
{
	mote_ipc_lock();
	release(of_file(file));
	mote_heap_free(file);
	mote_ipc_unlock();
	return 0;
}

static const struct mote_file_operations operations = {
	.name = "shared memory object",
	.read = mote_seekable_read,
	.write = mote_seekable_write,
	.pread = read_at,
	.pwrite = write_at,
	.seek = mote_seekable_seek,
	.stat = describe,
	.truncate = truncate_file,
	.sync = sync_file,
	.map = map,
	.close = shm_close,
};

static int create(const char *text, mode_t mode, struct shm **result)
{
	static ino_t created;
	struct shm *shm = mote_heap_alloc_zeroed(1, sizeof(*shm));
	int error;

	if (!shm)
		return -ENOSPC;
	error = mote_ipc_enter(&objects, &shm->object, text, mote_umask_apply(mode & 0777));
	if (error) {
		mote_heap_free(shm);
		return error;
	}
	mote_mutex_init(&shm->lock);
	mote_file_pages_init(&shm->pages);
	note_writing(shm);
	shm->read = shm->written;
	shm->number = ++created;
	*result = shm;
	return 0;
}

static int find_or_create(const char *text, int flags, mode_t mode, struct shm **shm, bool *is_new)
{
	struct mote_ipc_object *object = mote_ipc_find(&objects, text);
	mode_t wanted = MOTE_IPC_READ;
	int error;

	*is_new = !object;
	if (!object)
		return flags & O_CREAT ? create(text, mode, shm) : -ENOENT;
	if ((flags & O_ACCMODE) == O_RDWR)
		wanted |= MOTE_IPC_WRITE;
	error = mote_ipc_check_open(object, flags, wanted);
	if (!error)
		*shm = MOTE_CONTAINER_OF(object, struct shm, object);
	return error;
}

/* What has been opened gets a descriptor; where there is none, what was made for it goes again. */
static int install(struct shm_file *file, bool is_new)
{
	int descriptor = mote_descriptor_install(&file->file.file, O_CLOEXEC);

	if (descriptor >= 0)
		return descriptor;
	if (is_new) {
		mote_ipc_lock();
		mote_ipc_take_name(&file->shm->object);
		mote_ipc_unlock();
	}
	mote_file_release(&file->file.file);
	return descriptor;
}

static int open_object(const char *name, int flags, mode_t mode)
{
	struct shm_file *file;
	const char *text;
	bool is_new;
	int error = mote_ipc_check_name(name, &text);

	if (error)
		return error;
	if ((flags & O_ACCMODE) != O_RDONLY && (flags & O_ACCMODE) != O_RDWR)
		return -EINVAL;
	file = mote_heap_alloc(sizeof(*file));
	if (!file)
		return -ENOMEM;
	mote_seekable_file_init(&file->file, &operations, flags & O_ACCMODE);
	mote_ipc_lock();
	error = find_or_create(text, flags, mode, &file->shm, &is_new);
	if (!error && (flags & O_TRUNC) && (flags & O_ACCMODE) == O_RDWR) {
		error = resize(file->shm, 0);
		if (error)
			release(file->shm);
	}
	mote_ipc_unlock();
	if (!error)
		return install(file, is_new);
	mote_heap_free(file);
	return error;
}

int shm_open(const char *name, int flags, mode_t mode)
{
	return (int)mote_posix_result(open_object(name, flags, mode));
}

int shm_unlink(const char *name)
{
	struct mote_ipc_object *object;
	const char *text;
	int error = mote_ipc_check_name(name, &text);

	if (error)
		return (int)mote_posix_result(error == -EINVAL ? -ENOENT : error);
	mote_ipc_lock();
	error = mote_ipc_unlink(&objects, text, &object);
	if (!error)
		release(MOTE_CONTAINER_OF(object, struct shm, object));
	mote_ipc_unlock();
	return (int)mote_posix_result(error);
}
