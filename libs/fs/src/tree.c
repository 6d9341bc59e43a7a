/* SPDX-License-Identifier: BSD-3-Clause */
#include "tree.h"

#include <errno.h>
#include <string.h>

#include "device.h"

#define MODE_OF_ROOT (S_IRWXU | S_IRGRP | S_IXGRP | S_IROTH | S_IXOTH)
#define MODE_OF_TMP (S_ISVTX | S_IRWXU | S_IRWXG | S_IRWXO)

struct mote_mutex fs_tree_lock = MOTE_MUTEX_INIT(fs_tree_lock);
struct fs_directory *fs_working_directory;

static struct fs_directory *root;

struct fs_directory *fs_root(void)
{
	return root;
}

int fs_check_writable(const struct fs_place *place)
{
	if (!place->directory->parent)
		return -ENOENT;
	if (!(place->directory->node.mode & (S_IWUSR | S_IWGRP | S_IWOTH)))
		return -EACCES;
	return 0;
}

int fs_enter_node(const struct fs_place *place, struct fs_node *node)
{
	struct fs_directory *directory = fs_as_directory(node);
	int error = fs_check_writable(place);
	struct fs_entry *entry = NULL;

	if (!error && directory && place->directory->node.links >= FS_LINKS_MAX)
		error = -EMLINK;
	if (!error) {
		entry = fs_directory_add(place->directory, place->name, node);
		error = entry ? 0 : -ENOSPC;
	}
	if (error) {
		/* A new node goes, another one stays. */
		fs_hold(node);
		fs_release(node);
		return error;
	}
	if (directory) {
		directory->parent = place->directory;
		directory->entry = entry;
		place->directory->node.links++;
	} else {
		node->links++;
	}
	fs_lock_and_touch(&place->directory->node, FS_WRITTEN);
	return 0;
}

struct fs_directory *fs_provide_directory(const char *text, mode_t mode)
{
	struct fs_place place = {.directory = root, .name = {text, strlen(text)}};
	struct fs_entry *entry = fs_directory_find(root, place.name);
	struct fs_directory *directory;

	if (entry)
		return fs_as_directory(entry->node);
	directory = fs_directory_make(mode);
	return directory && fs_enter_node(&place, &directory->node) == 0 ? directory : NULL;
}

static bool make_root(void)
{
	if (root)
		return true;
	root = fs_directory_make(MODE_OF_ROOT);
	if (!root)
		return false;
	root->parent = root;
	/* By those who have it without opening it: this file's two variables. */
	fs_hold(&root->node);
	fs_hold(&root->node);
	fs_working_directory = root;
	return true;
}

int fs_tree_enter(void)
{
	static bool is_made;

	fs_lock(&fs_tree_lock);
	if (is_made)
		return 0;
	/* What there is stays where memory is short, and the next one goes on. */
	if (!make_root() || !fs_provide_directory("tmp", MODE_OF_TMP) || fs_make_devices() != 0)
		return fs_tree_leave(-ENOMEM);
	is_made = true;
	return 0;
}

int fs_tree_leave(int result)
{
	fs_unlock(&fs_tree_lock);
	return result;
}

void fs_take_name(struct fs_directory *directory, struct fs_entry *entry)
{
	struct fs_node *node = entry->node;
	struct fs_directory *taken = fs_as_directory(node);

	fs_directory_remove(directory, entry);
	node->links--;
	if (taken) {
		node->links = 0;
		taken->parent = NULL;
		taken->entry = NULL;
		directory->node.links--;
	}
	fs_lock_and_touch(&directory->node, FS_WRITTEN);
	fs_lock_and_touch(node, FS_CHANGED);
	fs_release(node);
}
