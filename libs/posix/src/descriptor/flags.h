/* SPDX-License-Identifier: BSD-3-Clause */
/* The flags of descriptors and of files. */
#ifndef POSIX_FLAGS_H
#define POSIX_FLAGS_H

#include <mote/file.h>

/* Makes the flags in MASK of FILE those of FLAGS. Thread context. */
void mote_file_set_flags(struct mote_file *file, int mask, int flags);

/* FD_CLOEXEC or 0 of DESCRIPTOR, and setting it. -EBADF. Thread context. */
int mote_descriptor_flags(int descriptor);
int mote_descriptor_set_flags(int descriptor, int flags);

#endif
