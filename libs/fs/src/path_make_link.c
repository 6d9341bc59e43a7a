/* SPDX-License-Identifier: BSD-3-Clause */
#include <errno.h>
#include <limits.h>
#include <string.h>

#include "symbolic_link.h"
#include "tree.h"

static int make(const char *target, const struct fs_place *place)
{
	struct fs_node *node;

	if (place->node)
		return -EEXIST;
	if (place->wants_directory)
		return -ENOENT;
	node = fs_link_make(target);
	return node ? fs_enter_node(place, node) : -ENOSPC;
}

int mote_path_make_link(const char *target, struct mote_path path)
{
	struct fs_place place;
	int error;

	if (!*target)
		return -ENOENT;
	if (strnlen(target, PATH_MAX) == PATH_MAX)
		return -ENAMETOOLONG;
	error = fs_tree_enter();
	if (error)
		return error;
	error = fs_walk(path, MOTE_PATH_NO_FOLLOW, &place);
	if (!error)
		error = make(target, &place);
	return fs_tree_leave(error);
}
