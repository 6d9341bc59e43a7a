/* SPDX-License-Identifier: BSD-3-Clause */
#include "open_directory.h"

#include <dirent.h>
#include <errno.h>
#include <mote/heap.h>
#include <string.h>
#include <unistd.h>

#include "open_file.h"
#include "tree.h"

/* The mode's type of file, where struct dirent has it. */
#define TYPE_SHIFT 12

struct open_directory {
	struct fs_open open;
	struct mote_list link;	/* of directory->cursors */
	unsigned dots;		/* of "." and "..", how many were read */
	struct mote_list *next; /* what comes then: an entry, or the list's head */
};

static struct fs_directory *directory_of(const struct open_directory *open)
{
	return (struct fs_directory *)open->open.node;
}

void fs_cursors_leave(struct fs_directory *directory, const struct fs_entry *entry)
{
	struct mote_list *link;

	MOTE_LIST_FOREACH(link, &directory->cursors) {
		struct open_directory *open =
			(void *)((char *)link - offsetof(struct open_directory, link));

		if (open->next == &entry->order)
			open->next = entry->order.next;
	}
}

static void fill(struct dirent *to, const struct fs_node *node, const char *name, size_t length)
{
	to->d_ino = node->number;
	to->d_type = (node->mode & S_IFMT) >> TYPE_SHIFT;
	memcpy(to->d_name, name, length);
	to->d_name[length] = '\0';
}

static int read_next(struct open_directory *open, struct dirent *to)
{
	struct fs_directory *directory = directory_of(open);
	struct fs_entry *entry = (struct fs_entry *)open->next;

	if (open->dots < FS_FIRST_POSITION) {
		struct fs_directory *parent = directory->parent ? directory->parent : directory;

		open->dots++;
		fill(to, open->dots == 1 ? &directory->node : &parent->node, "..", open->dots);
		return 1;
	}
	if (open->next == &directory->entries)
		return 0;
	fill(to, entry->node, entry->text, entry->length);
	open->next = open->next->next;
	return 1;
}

static int read_directory(struct mote_file *file, struct dirent *to)
{
	struct open_directory *open = (struct open_directory *)file;
	int result;

	fs_lock(&fs_tree_lock);
	result = read_next(open, to);
	fs_lock_and_touch(open->open.node, FS_ACCESSED);
	fs_unlock(&fs_tree_lock);
	return result;
}

static off_t position_of(const struct open_directory *open)
{
	struct fs_directory *directory = directory_of(open);

	if (open->dots < FS_FIRST_POSITION)
		return open->dots;
	if (open->next == &directory->entries)
		return directory->next_position;
	return ((struct fs_entry *)open->next)->position;
}

static void go_to(struct open_directory *open, uint64_t position)
{
	struct fs_directory *directory = directory_of(open);

	open->dots = position < FS_FIRST_POSITION ? position : FS_FIRST_POSITION;
	MOTE_LIST_FOREACH(open->next, &directory->entries) {
		if (((struct fs_entry *)open->next)->position >= position)
			break;
	}
}

static off_t seek(struct mote_file *file, off_t offset, int whence)
{
	struct open_directory *open = (struct open_directory *)file;
	off_t position;

	if ((whence != SEEK_SET && (whence != SEEK_CUR || offset != 0)) || offset < 0)
		return -EINVAL;
	fs_lock(&fs_tree_lock);
	if (whence == SEEK_SET)
		go_to(open, offset);
	position = position_of(open);
	fs_unlock(&fs_tree_lock);
	return position;
}

static int close_directory(struct mote_file *file)
{
	struct open_directory *open = (struct open_directory *)file;

	fs_lock(&fs_tree_lock);
	mote_list_remove(&open->link);
	fs_release(open->open.node);
	fs_unlock(&fs_tree_lock);
	mote_heap_free(open);
	return 0;
}

static int sync_directory(struct mote_file *file, bool data_only)
{
	(void)file;
	(void)data_only;
	return 0;
}

static const struct mote_file_operations operations = {
	.name = "directory",
	.seek = seek,
	.stat = fs_open_stat,
	.sync = sync_directory,
	.read_directory = read_directory,
	.close = close_directory,
};

int fs_directory_open(struct fs_node *node, int flags, struct mote_file **file)
{
	struct open_directory *open = mote_heap_alloc(sizeof(*open));
	struct fs_directory *directory = (struct fs_directory *)node;

	if (!open)
		return -ENOMEM;
	mote_file_init(&open->open.file.file, &operations, flags);
	fs_hold(node);
	open->open.node = node;
	open->dots = 0;
	open->next = directory->entries.next;
	mote_list_append(&directory->cursors, &open->link);
	*file = &open->open.file.file;
	return 0;
}
