/* SPDX-License-Identifier: BSD-3-Clause */
#include <errno.h>
#include <string.h>

#include "symbolic_link.h"
#include "tree.h"

static ssize_t copy_target(struct fs_node *node, char *buffer, size_t size)
{
	const char *target;
	size_t bytes;

	if (!S_ISLNK(node->mode))
		return -EINVAL;
	target = fs_link_target(node);
	bytes = strnlen(target, size);
	memcpy(buffer, target, bytes);
	fs_lock_and_touch(node, FS_ACCESSED);
	return bytes;
}

ssize_t mote_path_read_link(struct mote_path path, char *buffer, size_t size)
{
	struct fs_place place;
	ssize_t result = fs_tree_enter();

	if (result)
		return result;
	result = fs_find(path, MOTE_PATH_NO_FOLLOW, &place);
	if (result == 0)
		result = copy_target(place.node, buffer, size);
	fs_tree_leave(0);
	return result;
}
