/* SPDX-License-Identifier: BSD-3-Clause */
/* chdir() and fchdir(). */
#include <unistd.h>

#include "path.h"

int chdir(const char *name)
{
	return mote_posix_result(mote_path_change_directory(mote_path_here(name), 0));
}

int fchdir(int descriptor)
{
	struct mote_path path;
	int result = mote_path_begin(&path, descriptor, "");

	if (result == 0) {
		result = mote_path_change_directory(path, MOTE_PATH_EMPTY);
		mote_path_end(&path);
	}
	return mote_posix_result(result);
}
