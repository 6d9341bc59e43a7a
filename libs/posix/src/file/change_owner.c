/* SPDX-License-Identifier: BSD-3-Clause */
/* chown() and its forms. There are no users: all files are user 0's, and stay that. */
#include <unistd.h>

#include "path.h"

/* -1 means: as it is. */
static bool is_root(unsigned long id, unsigned long none)
{
	return id == 0 || id == none;
}

int fchownat(int descriptor, const char *name, uid_t owner, gid_t group, int flags)
{
	struct mote_path path;
	struct stat status;
	int result = mote_path_flags(flags, MOTE_PATH_NO_FOLLOW | MOTE_PATH_EMPTY);

	if (result >= 0)
		result = mote_path_begin(&path, descriptor, name);
	if (result < 0)
		return mote_posix_result(result);
	result = mote_path_stat(path, flags, &status);
	mote_path_end(&path);
	if (!result && !(is_root(owner, (uid_t)-1) && is_root(group, (gid_t)-1)))
		result = -EPERM;
	return mote_posix_result(result);
}

int chown(const char *name, uid_t owner, gid_t group)
{
	return fchownat(AT_FDCWD, name, owner, group, 0);
}

int lchown(const char *name, uid_t owner, gid_t group)
{
	return fchownat(AT_FDCWD, name, owner, group, MOTE_PATH_NO_FOLLOW);
}

int fchown(int descriptor, uid_t owner, gid_t group)
{
	return fchownat(descriptor, "", owner, group, MOTE_PATH_EMPTY);
}
