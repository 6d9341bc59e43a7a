/* SPDX-License-Identifier: BSD-3-Clause */
/* Directories that somebody reads. */
#ifndef FS_OPEN_DIRECTORY_H
#define FS_OPEN_DIRECTORY_H

#include <mote/file.h>

#include "directory.h"

/* Positions 0 and 1 are those of "." and "..". */
#define FS_FIRST_POSITION 2

/* The fs_kind's open. */
int fs_directory_open(struct fs_node *node, int flags, struct mote_file **file);

/* Has who would read ENTRY next read the one behind it instead. */
void fs_cursors_leave(struct fs_directory *directory, const struct fs_entry *entry);

#endif
