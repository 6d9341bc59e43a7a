/* SPDX-License-Identifier: BSD-3-Clause */
#include <unistd.h>

#include "../error.h"
#include "transfer.h"

ssize_t write(int descriptor, const void *buffer, size_t bytes)
{
	struct iovec part = {(void *)buffer, bytes};

	return mote_posix_result(mote_descriptor_write(descriptor, &part, 1, MOTE_AT_FILE_OFFSET));
}
