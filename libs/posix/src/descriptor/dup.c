/* SPDX-License-Identifier: BSD-3-Clause */
#include <errno.h>
#include <unistd.h>

#include "../error.h"
#include "duplicate.h"

int dup(int descriptor)
{
	return (int)mote_posix_result(mote_descriptor_duplicate(descriptor, 0, 0));
}
