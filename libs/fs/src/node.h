/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What has names in the tree: a file, a directory, a symbolic link, a device.
 *
 * Two kinds of locks, each bracketed by mote_suspend_disable(), so that neither a signal's handler nor
 * cancellation runs in between. The one of the tree (fs_tree_lock) guards names, links and references of all nodes;
 * that of a node its content, mode and times. The tree's is taken first.
 */
#ifndef FS_NODE_H
#define FS_NODE_H

#include <mote/file_system.h>
#include <mote/mutex.h>
#include <mote/thread.h>
#include <stdint.h>
#include <time.h>

#define FS_PAGE_BYTES 4096
#define FS_LINKS_MAX 32767
/* The bits of a mode that can be given: permissions and what goes with them. */
#define FS_MODE_BITS 07777

struct fs_node;

/* What differs between kinds of nodes. */
struct fs_kind {
	/* Stores an open file description of NODE, to which it takes a reference. The tree is locked. */
	int (*open)(struct fs_node *node, int flags, struct mote_file **file);
	/* Frees NODE, which nobody refers to any more. The tree is locked. */
	void (*free)(struct fs_node *node);
	/* Stores st_size, st_blocks and st_rdev in STATUS. The node is locked. */
	void (*measure)(const struct fs_node *node, struct stat *status);
};

struct fs_node {
	const struct fs_kind *kind;
	unsigned references; /* names, open files, the working directory */
	unsigned links;	     /* as st_nlink has them; 0 for a directory that was removed */
	uint64_t number;
	struct mote_mutex lock;
	mode_t mode;
	struct timespec accessed;
	struct timespec modified;
	struct timespec changed;
};

/* Of fs_touch(). */
#define FS_ACCESSED 1
#define FS_MODIFIED 2
#define FS_CHANGED 4
#define FS_WRITTEN (FS_MODIFIED | FS_CHANGED)

/* Takes and gives up a lock. */
static inline void fs_lock(struct mote_mutex *lock)
{
	mote_suspend_disable();
	mote_mutex_lock(lock);
}

static inline void fs_unlock(struct mote_mutex *lock)
{
	mote_mutex_unlock(lock);
	mote_suspend_enable();
}

/* Makes NODE one of KIND without names or references, all its times now. */
void fs_node_init(struct fs_node *node, const struct fs_kind *kind, mode_t mode);

/* Takes and gives back a reference; with the last one NODE is freed. The tree is locked. */
void fs_hold(struct fs_node *node);
void fs_release(struct fs_node *node);

/* Has the times in WHICH be now. NODE is locked. */
void fs_touch(struct fs_node *node, int which);

/* The same for a node that isn't locked. */
void fs_lock_and_touch(struct fs_node *node, int which);

/* Fills STATUS. Thread context, any locks of others. */
void fs_describe(struct fs_node *node, struct stat *status);

#endif
