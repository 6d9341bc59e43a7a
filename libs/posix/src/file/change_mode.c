/* SPDX-License-Identifier: BSD-3-Clause */
/* chmod() and its forms. */
#include "path.h"

int fchmodat(int descriptor, const char *name, mode_t mode, int flags)
{
	struct mote_path path;
	int result = mote_path_flags(flags, MOTE_PATH_NO_FOLLOW | MOTE_PATH_EMPTY);

	if (result >= 0)
		result = mote_path_begin(&path, descriptor, name);
	if (result < 0)
		return mote_posix_result(result);
	result = mote_path_change_mode(path, mode, flags);
	mote_path_end(&path);
	return mote_posix_result(result);
}

int chmod(const char *name, mode_t mode)
{
	return fchmodat(AT_FDCWD, name, mode, 0);
}

int fchmod(int descriptor, mode_t mode)
{
	return fchmodat(descriptor, "", mode, MOTE_PATH_EMPTY);
}
