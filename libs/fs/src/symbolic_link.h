/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef FS_SYMBOLIC_LINK_H
#define FS_SYMBOLIC_LINK_H

#include "node.h"

/* A symbolic link to TARGET without a name; NULL where memory is short. The tree is locked. */
struct fs_node *fs_link_make(const char *target);

/* What a symbolic link holds. */
const char *fs_link_target(const struct fs_node *node);

#endif
