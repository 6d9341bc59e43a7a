/* SPDX-License-Identifier: BSD-3-Clause */
#include "duplicate.h"

#include <errno.h>

#include "table.h"

int mote_descriptor_duplicate(int descriptor, int flags, int lowest)
{
	struct mote_file *file = mote_descriptor_get(descriptor);
	int result;

	if (!file)
		return -EBADF;
	result = mote_descriptor_install_from(file, flags, lowest);
	if (result < 0)
		mote_file_release(file);
	return result;
}
