/* SPDX-License-Identifier: BSD-3-Clause */
#include <errno.h>

#include "tree.h"

static int check_directory(const struct fs_place *place)
{
	struct fs_directory *directory = fs_as_directory(place->node);

	if (!directory)
		return -ENOTDIR;
	if (directory == fs_root())
		return -EBUSY;
	if (!place->name.length)
		return -EINVAL;
	return directory->count ? -ENOTEMPTY : 0;
}

static int check(const struct fs_place *place, int flags)
{
	if (flags & MOTE_PATH_REMOVE_DIRECTORY)
		return check_directory(place);
	return S_ISDIR(place->node->mode) ? -EPERM : 0;
}

int mote_path_remove(struct mote_path path, int flags)
{
	struct fs_place place;
	int error = fs_tree_enter();

	if (error)
		return error;
	error = fs_find(path, MOTE_PATH_NO_FOLLOW, &place);
	if (!error)
		error = check(&place, flags);
	if (!error)
		error = fs_check_writable(&place);
	if (!error)
		fs_take_name(place.directory, place.entry);
	return fs_tree_leave(error);
}
