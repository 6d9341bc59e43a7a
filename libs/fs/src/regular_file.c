/* SPDX-License-Identifier: BSD-3-Clause */
/* Regular files: their content lies in page frames. */
#include "regular_file.h"

#include <errno.h>
#include <mote/file_pages.h>
#include <mote/heap.h>

#include "open_file.h"

/* What st_blocks counts. */
#define BLOCK_BYTES 512

struct regular_file {
	struct fs_node node;
	struct mote_file_pages pages; /* guarded by node.lock */
};

static struct regular_file *file_of(struct mote_file *file)
{
	return (struct regular_file *)((struct fs_open *)file)->node;
}

static ssize_t read_at(struct mote_file *file, struct mote_io *io, off_t offset)
{
	struct regular_file *regular = file_of(file);
	ssize_t result;

	fs_lock(&regular->node.lock);
	result = mote_file_pages_read(&regular->pages, io, offset);
	fs_touch(&regular->node, FS_ACCESSED);
	fs_unlock(&regular->node.lock);
	return result;
}

static ssize_t write_at(struct mote_file *file, struct mote_io *io, off_t *offset)
{
	struct regular_file *regular = file_of(file);
	ssize_t result;

	fs_lock(&regular->node.lock);
	if (*offset == MOTE_FILE_END)
		*offset = regular->pages.bytes;
	result = mote_file_pages_write(&regular->pages, io, *offset);
	if (result > 0)
		fs_touch(&regular->node, FS_WRITTEN);
	fs_unlock(&regular->node.lock);
	return result;
}

int fs_regular_resize(struct fs_node *node, off_t bytes)
{
	struct regular_file *regular = (struct regular_file *)node;
	int error;

	fs_lock(&node->lock);
	error = mote_file_pages_resize(&regular->pages, bytes);
	if (!error)
		fs_touch(node, FS_WRITTEN);
	fs_unlock(&node->lock);
	return error;
}

static int truncate_file(struct mote_file *file, off_t bytes)
{
	return fs_regular_resize(&file_of(file)->node, bytes);
}

static void unmap(struct mote_file *file, off_t offset, size_t bytes, bool written)
{
	struct regular_file *regular = file_of(file);

	fs_lock(&regular->node.lock);
	mote_file_pages_unmap(&regular->pages, offset, bytes);
	if (written)
		fs_touch(&regular->node, FS_WRITTEN);
	fs_unlock(&regular->node.lock);
}

static int map(struct mote_file *file, struct mote_file_mapping *mapping)
{
	struct regular_file *regular = file_of(file);
	int error;

	fs_lock(&regular->node.lock);
	error = mote_file_pages_map(&regular->pages, mapping);
	if (!error)
		fs_touch(&regular->node, FS_ACCESSED);
	fs_unlock(&regular->node.lock);
	mapping->unmap = unmap;
	return error;
}

/* Memory is as safe as it gets; but what was written through a mapping counts from here on. */
static int sync_file(struct mote_file *file, bool data_only)
{
	struct regular_file *regular = file_of(file);

	fs_lock(&regular->node.lock);
	if (!data_only && !mote_list_is_empty(&regular->pages.windows))
		fs_touch(&regular->node, FS_WRITTEN);
	fs_unlock(&regular->node.lock);
	return 0;
}

static const struct mote_file_operations operations = {
	.name = "file",
	.read = mote_seekable_read,
	.write = mote_seekable_write,
	.pread = read_at,
	.pwrite = write_at,
	.seek = mote_seekable_seek,
	.stat = fs_open_stat,
	.truncate = truncate_file,
	.sync = sync_file,
	.map = map,
	.close = fs_open_close,
};

static int open_file(struct fs_node *node, int flags, struct mote_file **file)
{
	return fs_open_with(&operations, node, flags, file);
}

static void free_file(struct fs_node *node)
{
	struct regular_file *regular = (struct regular_file *)node;

	mote_file_pages_free(&regular->pages);
	mote_heap_free(regular);
}

static void measure(const struct fs_node *node, struct stat *status)
{
	const struct regular_file *regular = (const struct regular_file *)node;

	status->st_size = regular->pages.bytes;
	status->st_blocks = regular->pages.count * (FS_PAGE_BYTES / BLOCK_BYTES);
}

static const struct fs_kind kind = {
	.open = open_file,
	.free = free_file,
	.measure = measure,
};

struct fs_node *fs_regular_make(mode_t mode)
{
	struct regular_file *regular = mote_heap_alloc(sizeof(*regular));

	if (!regular)
		return NULL;
	fs_node_init(&regular->node, &kind, S_IFREG | mode);
	mote_file_pages_init(&regular->pages);
	return &regular->node;
}
