/* SPDX-License-Identifier: BSD-3-Clause */
#include <errno.h>
#include <sys/uio.h>

#include "../error.h"
#include "transfer.h"

ssize_t pwritev(int descriptor, const struct iovec *parts, int count, off_t offset)
{
	if (count <= 0 || offset < 0)
		return mote_posix_result(-EINVAL);
	return mote_posix_result(mote_descriptor_write(descriptor, parts, count, offset));
}
