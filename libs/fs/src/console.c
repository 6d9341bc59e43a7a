/* SPDX-License-Identifier: BSD-3-Clause */
/* /dev/console and /dev/tty: the one terminal, as the descriptors 0, 1 and 2 have it. */
#include <mote/terminal.h>

#include "device.h"

static int open_terminal(struct fs_node *node, int flags, struct mote_file **file)
{
	(void)node;
	(void)flags;
	/* Opened or inherited, it is the same: its settings and O_NONBLOCK are everybody's. */
	mote_file_hold(&mote_terminal);
	*file = &mote_terminal;
	return 0;
}

FS_DEVICE(console) = {"console", open_terminal};
FS_DEVICE(tty) = {"tty", open_terminal};
