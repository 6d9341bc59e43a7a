/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Directories: names and what has them, in the order in which they came. A small one is looked through
 * from its begin; from FS_SMALL_DIRECTORY names on they are found by their hash. All functions want the
 * tree locked.
 */
#ifndef FS_DIRECTORY_H
#define FS_DIRECTORY_H

#include <mote/list.h>

#include "node.h"

#define FS_SMALL_DIRECTORY 8

/* A name within a path, without a NUL. */
struct fs_name {
	const char *text;
	size_t length; /* at most NAME_MAX */
};

struct fs_entry {
	struct mote_list order; /* of directory->entries */
	struct fs_entry *chained;
	struct fs_node *node;
	uint64_t position; /* larger than those of all before it */
	uint32_t hash;
	unsigned char length;
	char text[];
};

struct fs_directory {
	struct fs_node node;
	struct fs_directory *parent; /* the root's is itself; NULL: it was removed */
	struct fs_entry *entry;	     /* its name there; NULL for the root */
	struct mote_list entries;
	size_t count;
	struct fs_entry **buckets; /* NULL while it is small */
	size_t bucket_count;	   /* a power of two */
	uint64_t next_position;
	struct mote_list cursors; /* of those who have it open */
};

extern const struct fs_kind fs_directory_kind;

/* Makes an empty directory that has no name yet; NULL where memory is short. */
struct fs_directory *fs_directory_make(mode_t mode);

/* The entry of that name, NULL where there is none. */
struct fs_entry *fs_directory_find(const struct fs_directory *directory, struct fs_name name);

/*
 * Adds a name, which isn't there yet, for NODE, whose references, but not links, grow. Returns it, or
 * NULL where memory is short.
 */
struct fs_entry *fs_directory_add(struct fs_directory *directory, struct fs_name name,
				  struct fs_node *node);

/* Takes an entry away; its node's reference is the caller's then. */
void fs_directory_remove(struct fs_directory *directory, struct fs_entry *entry);

/* NODE as a directory, NULL where it is none. */
static inline struct fs_directory *fs_as_directory(struct fs_node *node)
{
	return S_ISDIR(node->mode) ? (struct fs_directory *)node : NULL;
}

#endif
