/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What streams read by. Unlike read() it doesn't say that input is wanted, as every stream refers to it;
 * reading a stream does (libs/libc/part/stdio/refill.c).
 */
#include <reent.h>

#include "../error.h"
#include "transfer.h"

_ssize_t _read_r(struct _reent *self, int descriptor, void *buffer, size_t bytes)
{
	struct iovec part = {buffer, bytes};

	(void)self;
	return mote_posix_result(mote_descriptor_read(descriptor, &part, 1, MOTE_AT_FILE_OFFSET));
}
