/* SPDX-License-Identifier: BSD-3-Clause */
#include "tree.h"

int mote_path_stat(struct mote_path path, int flags, struct stat *status)
{
	struct fs_place place;
	int error = fs_tree_enter();

	if (error)
		return error;
	error = fs_find(path, flags, &place);
	if (!error)
		fs_describe(place.node, status);
	return fs_tree_leave(error);
}
