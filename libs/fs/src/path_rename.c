/* SPDX-License-Identifier: BSD-3-Clause */
#include <errno.h>

#include "tree.h"

/* Whether DIRECTORY is INNER or INNER lies somewhere below it. */
static bool holds(const struct fs_directory *directory, const struct fs_directory *inner)
{
	while (inner && inner != directory && inner != inner->parent)
		inner = inner->parent;
	return inner == directory;
}

static int check_kinds(const struct fs_place *old, const struct fs_place *new)
{
	struct fs_directory *moved = fs_as_directory(old->node);
	struct fs_directory *replaced = new->node ? fs_as_directory(new->node) : NULL;

	if (!moved)
		return replaced ? -EISDIR : 0;
	if (holds(moved, new->directory))
		return -EINVAL;
	if (new->node && !replaced)
		return -ENOTDIR;
	if (replaced && replaced->count)
		return -ENOTEMPTY;
	if (!replaced && new->directory->node.links >= FS_LINKS_MAX)
		return -EMLINK;
	return 0;
}

static int check(const struct fs_place *old, const struct fs_place *new)
{
	int error;

	if (old->node == &fs_root()->node || new->node == &fs_root()->node)
		return -EBUSY;
	if (!old->name.length || !new->name.length)
		return -EINVAL;
	error = fs_check_found(old);
	if (error)
		return error;
	if (new->wants_directory && !S_ISDIR(old->node->mode))
		return -ENOTDIR;
	/* Two names of one file stay both, says POSIX. */
	if (old->node == new->node)
		return 0;
	error = check_kinds(old, new);
	if (!error)
		error = fs_check_writable(old);
	return error ? error : fs_check_writable(new);
}

/* From here on all that can fail is memory for the new name, which comes first. */
static int move(const struct fs_place *old, const struct fs_place *new)
{
	struct fs_node *node = old->node;
	struct fs_directory *moved = fs_as_directory(node);
	struct fs_entry *entry = fs_directory_add(new->directory, new->name, node);

	if (!entry)
		return -ENOSPC;
	if (new->entry)
		fs_take_name(new->directory, new->entry);
	fs_directory_remove(old->directory, old->entry);
	if (moved) {
		moved->parent = new->directory;
		moved->entry = entry;
		old->directory->node.links--;
		new->directory->node.links++;
	}
	fs_lock_and_touch(&old->directory->node, FS_WRITTEN);
	fs_lock_and_touch(&new->directory->node, FS_WRITTEN);
	fs_lock_and_touch(node, FS_CHANGED);
	fs_release(node);
	return 0;
}

int mote_path_rename(struct mote_path old_path, struct mote_path new_path)
{
	struct fs_place old, new;
	int error = fs_tree_enter();

	if (error)
		return error;
	error = fs_walk(old_path, MOTE_PATH_NO_FOLLOW, &old);
	if (!error)
		error = fs_walk(new_path, MOTE_PATH_NO_FOLLOW, &new);
	if (!error)
		error = check(&old, &new);
	if (!error && old.node != new.node)
		error = move(&old, &new);
	return fs_tree_leave(error);
}
