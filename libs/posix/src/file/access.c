/* SPDX-License-Identifier: BSD-3-Clause */
/* access() and faccessat(). There are no users: a file is read-only, or executable, for all or for none. */
#include <unistd.h>

#include "path.h"

static int check(const struct stat *status, int mode)
{
	if (mode & W_OK && !(status->st_mode & (S_IWUSR | S_IWGRP | S_IWOTH)))
		return -EACCES;
	if (mode & X_OK && !(status->st_mode & (S_IXUSR | S_IXGRP | S_IXOTH)))
		return -EACCES;
	return 0;
}

int faccessat(int descriptor, const char *name, int mode, int flags)
{
	struct mote_path path;
	struct stat status;
	int result = mote_path_flags(flags, AT_EACCESS | MOTE_PATH_NO_FOLLOW | MOTE_PATH_EMPTY);

	if (result >= 0 && mode & ~(R_OK | W_OK | X_OK))
		result = -EINVAL;
	if (result >= 0)
		result = mote_path_begin(&path, descriptor, name);
	if (result < 0)
		return mote_posix_result(result);
	result = mote_path_stat(path, flags & ~AT_EACCESS, &status);
	mote_path_end(&path);
	return mote_posix_result(result ? result : check(&status, mode));
}

int access(const char *name, int mode)
{
	return faccessat(AT_FDCWD, name, mode, 0);
}
