/* SPDX-License-Identifier: BSD-3-Clause */
/* link() and linkat(). */
#include <unistd.h>

#include "path.h"

int linkat(int old_descriptor, const char *old_name, int new_descriptor, const char *new_name,
	   int flags)
{
	struct mote_path old, new;
	int result = mote_path_flags(flags, MOTE_PATH_FOLLOW);

	if (result >= 0)
		result = mote_path_begin(&old, old_descriptor, old_name);
	if (result < 0)
		return mote_posix_result(result);
	result = mote_path_begin(&new, new_descriptor, new_name);
	if (result == 0) {
		result = mote_path_link(old, new, flags);
		mote_path_end(&new);
	}
	mote_path_end(&old);
	return mote_posix_result(result);
}

int link(const char *old_name, const char *new_name)
{
	return linkat(AT_FDCWD, old_name, AT_FDCWD, new_name, 0);
}
