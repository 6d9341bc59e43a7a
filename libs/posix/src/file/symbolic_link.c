/* SPDX-License-Identifier: BSD-3-Clause */
/* symlink(), readlink() and their forms with a descriptor. */
#include <unistd.h>

#include "path.h"

int symlinkat(const char *target, int descriptor, const char *name)
{
	struct mote_path path;
	int result = mote_path_begin(&path, descriptor, name);

	if (result == 0) {
		result = mote_path_make_link(target, path);
		mote_path_end(&path);
	}
	return mote_posix_result(result);
}

int symlink(const char *target, const char *name)
{
	return symlinkat(target, AT_FDCWD, name);
}

ssize_t readlinkat(int descriptor, const char *restrict name, char *restrict buffer, size_t size)
{
	struct mote_path path;
	ssize_t result = mote_path_begin(&path, descriptor, name);

	if (result == 0) {
		result = mote_path_read_link(path, buffer, size);
		mote_path_end(&path);
	}
	return mote_posix_result(result);
}

ssize_t readlink(const char *restrict name, char *restrict buffer, size_t size)
{
	return readlinkat(AT_FDCWD, name, buffer, size);
}
