/* SPDX-License-Identifier: BSD-3-Clause */
#include <errno.h>

#include "tree.h"

static int change(struct fs_node *node)
{
	struct fs_directory *directory = fs_as_directory(node);
	struct fs_directory *before = fs_working_directory;

	if (!directory)
		return -ENOTDIR;
	fs_hold(node);
	fs_working_directory = directory;
	fs_release(&before->node);
	return 0;
}

int mote_path_change_directory(struct mote_path path, int flags)
{
	struct fs_place place;
	int error = fs_tree_enter();

	if (error)
		return error;
	error = fs_find(path, flags, &place);
	if (!error)
		error = change(place.node);
	return fs_tree_leave(error);
}
