/* SPDX-License-Identifier: BSD-3-Clause */
#include <errno.h>

#include "tree.h"

static int link_node(struct fs_node *node, const struct fs_place *place)
{
	int error;

	if (place->node)
		return -EEXIST;
	if (place->wants_directory)
		return -ENOENT;
	if (S_ISDIR(node->mode))
		return -EPERM;
	if (node->links >= FS_LINKS_MAX)
		return -EMLINK;
	error = fs_enter_node(place, node);
	if (!error)
		fs_lock_and_touch(node, FS_CHANGED);
	return error;
}

int mote_path_link(struct mote_path old, struct mote_path new, int flags)
{
	struct fs_place from, to;
	int error = fs_tree_enter();

	if (error)
		return error;
	error = fs_find(old, flags & MOTE_PATH_FOLLOW ? 0 : MOTE_PATH_NO_FOLLOW, &from);
	if (!error)
		error = fs_walk(new, MOTE_PATH_NO_FOLLOW, &to);
	if (!error)
		error = link_node(from.node, &to);
	return fs_tree_leave(error);
}
