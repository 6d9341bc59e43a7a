/* SPDX-License-Identifier: BSD-3-Clause */
#include "tree.h"

int mote_path_change_mode(struct mote_path path, mode_t mode, int flags)
{
	struct fs_place place;
	int error = fs_tree_enter();

	if (error)
		return error;
	error = fs_find(path, flags, &place);
	if (!error) {
		fs_lock(&place.node->lock);
		place.node->mode = (place.node->mode & S_IFMT) | (mode & FS_MODE_BITS);
		fs_touch(place.node, FS_CHANGED);
		fs_unlock(&place.node->lock);
	}
	return fs_tree_leave(error);
}
