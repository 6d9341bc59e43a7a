/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef FS_REGULAR_FILE_H
#define FS_REGULAR_FILE_H

#include "node.h"

/* An empty file without a name; NULL where memory is short. The tree is locked. */
struct fs_node *fs_regular_make(mode_t mode);

/* Makes the file BYTES long, as ftruncate() does. */
int fs_regular_resize(struct fs_node *node, off_t bytes);

#endif
