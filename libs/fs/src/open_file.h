/* SPDX-License-Identifier: BSD-3-Clause */
/* What a descriptor of something in the tree leads to. */
#ifndef FS_OPEN_FILE_H
#define FS_OPEN_FILE_H

#include <mote/file.h>

#include "node.h"

struct fs_open {
	struct mote_seekable_file file; /* of which a directory uses the struct mote_file alone */
	struct fs_node *node;		/* a reference */
};

/*
 * The operation `stat` of all open files of the tree, and of no other: by it they are recognised.
 */
int fs_open_stat(struct mote_file *file, struct stat *status);

/* The operation `close` of all of them but directories. */
int fs_open_close(struct mote_file *file);

/* Opens NODE, which is no directory, with OPERATIONS. As in struct fs_kind. */
int fs_open_with(const struct mote_file_operations *operations, struct fs_node *node, int flags,
		 struct mote_file **file);

/* The node that FILE is open for; NULL where that isn't in the tree. */
struct fs_node *fs_node_of(const struct mote_file *file);

#endif
