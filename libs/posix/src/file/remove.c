/* SPDX-License-Identifier: BSD-3-Clause */
/* unlink(), rmdir(), unlinkat(), and C's remove(), which newlib has for files only. */
#include <reent.h>
#include <stdio.h>
#include <unistd.h>

#include "path.h"

static int take_name(int descriptor, const char *name, int flags)
{
	struct mote_path path;
	int result = mote_path_begin(&path, descriptor, name);

	if (result)
		return result;
	result = mote_path_remove(path, flags);
	mote_path_end(&path);
	return result;
}

int unlink(const char *name)
{
	return mote_posix_result(take_name(AT_FDCWD, name, 0));
}

int rmdir(const char *name)
{
	return mote_posix_result(take_name(AT_FDCWD, name, MOTE_PATH_REMOVE_DIRECTORY));
}

int unlinkat(int descriptor, const char *name, int flags)
{
	int result = mote_path_flags(flags, MOTE_PATH_REMOVE_DIRECTORY);

	if (result >= 0)
		result = take_name(descriptor, name, flags);
	return mote_posix_result(result);
}

int remove(const char *name)
{
	int result = take_name(AT_FDCWD, name, 0);

	/* What the tree says of a directory. */
	if (result == -EPERM)
		result = take_name(AT_FDCWD, name, MOTE_PATH_REMOVE_DIRECTORY);
	return mote_posix_result(result);
}

/* tmpfile() calls this one; with both here newlib's isn't linked. */
int _remove_r(struct _reent *reent, const char *name)
{
	(void)reent;
	return remove(name);
}
