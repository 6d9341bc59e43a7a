/* SPDX-License-Identifier: BSD-3-Clause */
#include <unistd.h>

#include "../error.h"
#include "../terminal/wanted.h"
#include "transfer.h"

ssize_t read(int descriptor, void *buffer, size_t bytes)
{
	struct iovec part = {buffer, bytes};

	MOTE_TERMINAL_INPUT_WANTED();
	return mote_posix_result(mote_descriptor_read(descriptor, &part, 1, MOTE_AT_FILE_OFFSET));
}
