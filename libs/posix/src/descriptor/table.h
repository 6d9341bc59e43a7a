/* SPDX-License-Identifier: BSD-3-Clause */
/* The descriptor table. */
#ifndef POSIX_DESCRIPTOR_TABLE_H
#define POSIX_DESCRIPTOR_TABLE_H

#include <mote/file.h>

struct mote_descriptor {
	struct mote_file *file; /* NULL: free; the table has a reference */
	bool close_on_exec;	/* FD_CLOEXEC, which is remembered and has no effect */
};

/* Guards the table; a thread that reads a file has a reference, not this. */
extern struct mote_spinlock mote_descriptor_lock;

/* The entry of an open descriptor; NULL where it isn't. The table's lock is held. */
struct mote_descriptor *mote_descriptor_entry(int descriptor);

/*
 * mote_descriptor_install() for the lowest free descriptor that isn't below LOWEST. Also returns
 * -EINVAL where LOWEST can't be one. Thread context.
 */
int mote_descriptor_install_from(struct mote_file *file, int flags, int lowest);

/*
 * Gives FILE this very DESCRIPTOR, and stores what had it in *REPLACED or NULL; both references change
 * hands. Returns 0, -EBADF where it can't be one, -ENOMEM. Thread context.
 */
int mote_descriptor_replace(struct mote_file *file, int flags, int descriptor,
			    struct mote_file **replaced);

#endif
