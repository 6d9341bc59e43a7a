/* SPDX-License-Identifier: BSD-3-Clause */
#include <errno.h>

#include "tree.h"

static int make(const struct fs_place *place, mode_t mode)
{
	struct fs_directory *directory;

	if (place->node)
		return -EEXIST;
	directory = fs_directory_make(mode & FS_MODE_BITS);
	return directory ? fs_enter_node(place, &directory->node) : -ENOSPC;
}

int mote_path_make_directory(struct mote_path path, mode_t mode)
{
	struct fs_place place;
	int error = fs_tree_enter();

	if (error)
		return error;
	/* A link that leads nowhere is something, too. */
	error = fs_walk(path, MOTE_PATH_NO_FOLLOW, &place);
	if (!error)
		error = make(&place, mode);
	return fs_tree_leave(error);
}
