/* SPDX-License-Identifier: BSD-3-Clause */
#include <errno.h>
#include <unistd.h>

#include "../error.h"
#include "transfer.h"

ssize_t pwrite(int descriptor, const void *buffer, size_t bytes, off_t offset)
{
	struct iovec part = {(void *)buffer, bytes};

	if (offset < 0)
		return mote_posix_result(-EINVAL);
	return mote_posix_result(mote_descriptor_write(descriptor, &part, 1, offset));
}
