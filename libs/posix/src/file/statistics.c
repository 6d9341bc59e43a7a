/* SPDX-License-Identifier: BSD-3-Clause */
/* statvfs() and fstatvfs(). */
#include <sys/statvfs.h>

#include "path.h"

int statvfs(const char *restrict name, struct statvfs *restrict statistics)
{
	return mote_posix_result(mote_path_statistics(mote_path_here(name), 0, statistics));
}

int fstatvfs(int descriptor, struct statvfs *statistics)
{
	struct mote_path path;
	int result = mote_path_begin(&path, descriptor, "");

	if (result == 0) {
		result = mote_path_statistics(path, MOTE_PATH_EMPTY, statistics);
		mote_path_end(&path);
	}
	return mote_posix_result(result);
}
