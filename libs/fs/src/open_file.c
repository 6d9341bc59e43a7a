/* SPDX-License-Identifier: BSD-3-Clause */
#include "open_file.h"

#include <errno.h>
#include <mote/heap.h>

#include "tree.h"

int fs_open_stat(struct mote_file *file, struct stat *status)
{
	fs_describe(((struct fs_open *)file)->node, status);
	return 0;
}

int fs_open_close(struct mote_file *file)
{
	struct fs_open *open = (struct fs_open *)file;

	fs_lock(&fs_tree_lock);
	fs_release(open->node);
	fs_unlock(&fs_tree_lock);
	mote_heap_free(open);
	return 0;
}

int fs_open_with(const struct mote_file_operations *operations, struct fs_node *node, int flags,
		 struct mote_file **file)
{
	struct fs_open *open = mote_heap_alloc(sizeof(*open));

	if (!open)
		return -ENOMEM;
	mote_seekable_file_init(&open->file, operations, flags);
	fs_hold(node);
	open->node = node;
	*file = &open->file.file;
	return 0;
}

struct fs_node *fs_node_of(const struct mote_file *file)
{
	if (file->operations->stat != fs_open_stat)
		return NULL;
	return ((const struct fs_open *)file)->node;
}
