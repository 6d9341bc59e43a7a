/* SPDX-License-Identifier: BSD-3-Clause */
#include <errno.h>
#include <sys/uio.h>

#include "../error.h"
#include "../terminal/wanted.h"
#include "transfer.h"

ssize_t readv(int descriptor, const struct iovec *parts, int count)
{
	MOTE_TERMINAL_INPUT_WANTED();
	if (count <= 0)
		return mote_posix_result(-EINVAL);
	return mote_posix_result(
		mote_descriptor_read(descriptor, parts, count, MOTE_AT_FILE_OFFSET));
}
