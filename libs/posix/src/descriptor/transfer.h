/* SPDX-License-Identifier: BSD-3-Clause */
/* What read(), write() and their kin have in common. */
#ifndef POSIX_TRANSFER_H
#define POSIX_TRANSFER_H

#include <mote/file.h>

/* In place of an offset: that of the file itself. */
#define MOTE_AT_FILE_OFFSET ((off_t)-1)

/*
 * Checks the buffers of a transfer and makes IO of them. Returns 0, -EINVAL, or -EFAULT for a buffer at
 * NULL.
 */
int mote_transfer_begin(struct mote_io *io, const struct iovec *parts, int count);

/*
 * Transfer between DESCRIPTOR and the buffers, at OFFSET or MOTE_AT_FILE_OFFSET. They return the number
 * of bytes or a negative errno, and are cancellation points. Thread context.
 */
ssize_t mote_descriptor_read(int descriptor, const struct iovec *parts, int count, off_t offset);
ssize_t mote_descriptor_write(int descriptor, const struct iovec *parts, int count, off_t offset);

/*
 * What the call returns whose operation has ended with RESULT, when BYTES of it were to be done, or
 * MOTE_FILE_INTERRUPTED where it shall be tried again. Runs handlers of signals. Thread context, no
 * reference held.
 */
ssize_t mote_transfer_end(const struct mote_io *io, size_t bytes, ssize_t result);

#endif
