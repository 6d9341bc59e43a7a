/* SPDX-License-Identifier: BSD-3-Clause */
/* What dup() and fcntl(F_DUPFD) have in common. */
#ifndef POSIX_DUPLICATE_H
#define POSIX_DUPLICATE_H

/*
 * Gives the file of DESCRIPTOR another descriptor, the lowest free one that isn't below LOWEST; FLAGS:
 * O_CLOEXEC counts. Returns it, or -EBADF, -EINVAL, -EMFILE, -ENOMEM. Thread context.
 */
int mote_descriptor_duplicate(int descriptor, int flags, int lowest);

#endif
