/* SPDX-License-Identifier: BSD-3-Clause */
#include "node.h"

#include <string.h>

/* There is one file system, whatever its number. */
#define DEVICE_NUMBER 1

static uint64_t last_number;

void fs_node_init(struct fs_node *node, const struct fs_kind *kind, mode_t mode)
{
	node->kind = kind;
	node->references = 0;
	node->links = 0;
	node->number = ++last_number;
	node->mode = mode;
	mote_mutex_init(&node->lock);
	fs_touch(node, FS_ACCESSED | FS_WRITTEN);
}

void fs_hold(struct fs_node *node)
{
	node->references++;
}

void fs_release(struct fs_node *node)
{
	if (--node->references == 0)
		node->kind->free(node);
}

void fs_touch(struct fs_node *node, int which)
{
	struct timespec now;

	clock_gettime(CLOCK_REALTIME, &now);
	if (which & FS_ACCESSED)
		node->accessed = now;
	if (which & FS_MODIFIED)
		node->modified = now;
	if (which & FS_CHANGED)
		node->changed = now;
}

void fs_lock_and_touch(struct fs_node *node, int which)
{
	fs_lock(&node->lock);
	fs_touch(node, which);
	fs_unlock(&node->lock);
}

void fs_describe(struct fs_node *node, struct stat *status)
{
	memset(status, 0, sizeof(*status));
	fs_lock(&node->lock);
	status->st_dev = DEVICE_NUMBER;
	status->st_ino = node->number;
	status->st_mode = node->mode;
	status->st_nlink = node->links;
	status->st_atim = node->accessed;
	status->st_mtim = node->modified;
	status->st_ctim = node->changed;
	status->st_blksize = FS_PAGE_BYTES;
	node->kind->measure(node, status);
	fs_unlock(&node->lock);
}
