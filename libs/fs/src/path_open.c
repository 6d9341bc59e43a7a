/* SPDX-License-Identifier: BSD-3-Clause */
#include <errno.h>
#include <fcntl.h>

#include "open_file.h"
#include "regular_file.h"
#include "tree.h"

static bool writes(int flags)
{
	return (flags & O_ACCMODE) != O_RDONLY;
}

/* Whether NODE, which was there before, may be opened so. */
static int check(const struct fs_node *node, int flags, const struct fs_place *place)
{
	if (flags & O_CREAT && flags & O_EXCL)
		return -EEXIST;
	if (S_ISLNK(node->mode))
		return -ELOOP;
	if (S_ISDIR(node->mode))
		return writes(flags) || flags & O_CREAT ? -EISDIR : 0;
	if (flags & O_DIRECTORY || place->wants_directory)
		return -ENOTDIR;
	if (writes(flags) && !(node->mode & (S_IWUSR | S_IWGRP | S_IWOTH)))
		return -EACCES;
	return 0;
}

static int open_existing(struct fs_place *place, int flags, struct mote_file **file)
{
	int error = check(place->node, flags, place);

	if (error)
		return error;
	error = place->node->kind->open(place->node, flags, file);
	if (!error && flags & O_TRUNC && writes(flags) && S_ISREG(place->node->mode))
		fs_regular_resize(place->node, 0);
	return error;
}

static int open_new(struct fs_place *place, int flags, mode_t mode, struct mote_file **file)
{
	struct fs_node *node;
	int error;

	if (!(flags & O_CREAT))
		return -ENOENT;
	if (place->wants_directory)
		return -EISDIR;
	node = fs_regular_make(mode & FS_MODE_BITS);
	if (!node)
		return -ENOSPC;
	error = fs_enter_node(place, node);
	if (error)
		return error;
	error = node->kind->open(node, flags, file);
	if (error)
		fs_take_name(place->directory, fs_directory_find(place->directory, place->name));
	return error;
}

int mote_path_open(struct mote_path path, int flags, mode_t mode, struct mote_file **file)
{
	bool follow = !(flags & O_NOFOLLOW || (flags & O_CREAT && flags & O_EXCL));
	struct fs_place place;
	int error = fs_tree_enter();

	if (error)
		return error;
	error = fs_walk(path, follow ? 0 : MOTE_PATH_NO_FOLLOW, &place);
	if (!error && place.node)
		error = open_existing(&place, flags, file);
	else if (!error)
		error = open_new(&place, flags, mode, file);
	return fs_tree_leave(error);
}
