/* SPDX-License-Identifier: BSD-3-Clause */
/* Character devices under /dev. */
#ifndef FS_DEVICE_H
#define FS_DEVICE_H

#include <mote/file.h>
#include <mote/table.h>

#include "directory.h"

struct fs_device {
	const char *name;
	/* Opens it; NODE has the name that was opened. As in struct fs_kind. */
	int (*open)(struct fs_node *node, int flags, struct mote_file **file);
};

/* Defines a device; it is linked where the tree is. */
#define FS_DEVICE(id) MOTE_TABLE_LAZY_ENTRY(struct fs_device, fs_device, fs_device_##id)

/* Makes /dev with all devices; goes on where it failed the last time. 0, or -ENOMEM. Locked. */
int fs_make_devices(void);

#endif
