/* SPDX-License-Identifier: BSD-3-Clause */
/* The tree: its root, its lock, and what a path leads to in it. */
#ifndef FS_TREE_H
#define FS_TREE_H

#include "directory.h"

extern struct mote_mutex fs_tree_lock;

/* Where a path leads to. */
struct fs_place {
	/* The directory that the last name lies in; NULL where the path was empty. */
	struct fs_directory *directory;
	/* The last name; of length 0 where that is ".", "..", or there is none, as in "/". */
	struct fs_name name;
	struct fs_entry *entry; /* of that name; NULL where there is none */
	struct fs_node *node;	/* what has the name; NULL: nothing yet */
	bool wants_directory;	/* the path ends in a slash */
};

/*
 * Locks the tree, which is made with /tmp and /dev when that is done for the first time. Returns 0, or
 * -ENOMEM: then it isn't locked.
 */
int fs_tree_enter(void);

/* Unlocks it; returns RESULT. */
int fs_tree_leave(int result);

/* The root. The tree is locked. */
struct fs_directory *fs_root(void);

/*
 * The directory TEXT in the root, made if need be; NULL where memory is short, or for a file. The tree is
 * locked.
 */
struct fs_directory *fs_provide_directory(const char *text, mode_t mode);

/* The working directory. The tree is locked. */
extern struct fs_directory *fs_working_directory;

/*
 * Finds where PATH leads to. FLAGS: MOTE_PATH_NO_FOLLOW, MOTE_PATH_EMPTY. Returns 0, also where all but
 * the last name is there. The tree is locked, and what is found may be used until it is unlocked.
 */
int fs_walk(struct mote_path path, int flags, struct fs_place *place);

/* -ENOENT where nothing has the last name, -ENOTDIR for a file with a slash behind, else 0. */
int fs_check_found(const struct fs_place *place);

/* Both one after the other. */
int fs_find(struct mote_path path, int flags, struct fs_place *place);

/*
 * Whether a name may be added in, or taken from, the directory of PLACE: 0, -ENOENT where it was removed,
 * -EACCES where it is read-only.
 */
int fs_check_writable(const struct fs_place *place);

/*
 * Gives NODE the name of PLACE. Returns 0; else frees NODE if nobody refers to it and returns -ENOSPC,
 * -EMLINK, or what fs_check_writable() says.
 */
int fs_enter_node(const struct fs_place *place, struct fs_node *node);

/* Takes a name away, and with the last one what had it, unless that is open. The tree is locked. */
void fs_take_name(struct fs_directory *directory, struct fs_entry *entry);

#endif
