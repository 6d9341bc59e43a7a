/* SPDX-License-Identifier: BSD-3-Clause */
#include <errno.h>
#include <unistd.h>

#include "../error.h"
#include "transfer.h"

ssize_t pread(int descriptor, void *buffer, size_t bytes, off_t offset)
{
	struct iovec part = {buffer, bytes};

	if (offset < 0)
		return mote_posix_result(-EINVAL);
	return mote_posix_result(mote_descriptor_read(descriptor, &part, 1, offset));
}
