/* SPDX-License-Identifier: BSD-3-Clause */
/* mkdir() and mkdirat(). */
#include "path.h"

int mkdirat(int descriptor, const char *name, mode_t mode)
{
	struct mote_path path;
	int result = mote_path_begin(&path, descriptor, name);

	if (result == 0) {
		result = mote_path_make_directory(path, mote_umask_apply(mode));
		mote_path_end(&path);
	}
	return mote_posix_result(result);
}

int mkdir(const char *name, mode_t mode)
{
	return mkdirat(AT_FDCWD, name, mode);
}
