/* SPDX-License-Identifier: BSD-3-Clause */
#include "transfer.h"

#include <errno.h>
#include <stdint.h>

#include "../wait.h"

/* What a ssize_t can say. */
#define MOST_BYTES ((size_t)PTRDIFF_MAX)

int mote_transfer_begin(struct mote_io *io, const struct iovec *parts, int count)
{
	if (count < 0 || count > IOV_MAX)
		return -EINVAL;
	*io = (struct mote_io){.part = parts};
	for (int i = 0; i < count; i++) {
		if (__builtin_add_overflow(io->left, parts[i].iov_len, &io->left) ||
		    io->left > MOST_BYTES)
			return -EINVAL;
		if (!parts[i].iov_base && parts[i].iov_len)
			return -EFAULT;
	}
	mote_io_advance(io, 0);
	return 0;
}

ssize_t mote_transfer_end(const struct mote_io *io, size_t bytes, ssize_t result)
{
	size_t done = bytes - io->left;
	int error = 0;

	if (result >= 0)
		return result;
	if (result == MOTE_FILE_INTERRUPTED)
		error = mote_posix_interrupted();
	if (done)
		return done;
	return error ? error : result;
}
