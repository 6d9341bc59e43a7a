/* SPDX-License-Identifier: BSD-3-Clause */
/* stat(), lstat(), fstatat(). */
#include "path.h"

int stat(const char *restrict name, struct stat *restrict status)
{
	return mote_posix_result(mote_path_stat(mote_path_here(name), 0, status));
}

int lstat(const char *restrict name, struct stat *restrict status)
{
	return mote_posix_result(mote_path_stat(mote_path_here(name), MOTE_PATH_NO_FOLLOW, status));
}

int fstatat(int descriptor, const char *restrict name, struct stat *restrict status, int flags)
{
	struct mote_path path;
	int result = mote_path_flags(flags, MOTE_PATH_NO_FOLLOW | MOTE_PATH_EMPTY);

	if (result < 0)
		return mote_posix_result(result);
	result = mote_path_begin(&path, descriptor, name);
	if (result == 0) {
		result = mote_path_stat(path, flags, status);
		mote_path_end(&path);
	}
	return mote_posix_result(result);
}
