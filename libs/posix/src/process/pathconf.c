/* SPDX-License-Identifier: BSD-3-Clause */
#include <errno.h>
#include <limits.h>
#include <sys/stat.h>
#include <sys/syslimits.h>
#include <unistd.h>

/* They are the same wherever a file is: what the calls check that take paths and names. */
static long value_of(int name)
{
	switch (name) {
	case _PC_LINK_MAX:
		return LINK_MAX;
	case _PC_MAX_CANON:
		return MAX_CANON;
	case _PC_MAX_INPUT:
		return MAX_INPUT;
	case _PC_NAME_MAX:
		return NAME_MAX;
	case _PC_PATH_MAX:
	case _PC_SYMLINK_MAX:
		return PATH_MAX;
	case _PC_PIPE_BUF:
		return PIPE_BUF;
	case _PC_CHOWN_RESTRICTED:
	case _PC_NO_TRUNC:
	case _PC_2_SYMLINKS:
	case _PC_SYNC_IO:
	case _PC_ASYNC_IO:
	case _PC_TIMESTAMP_RESOLUTION:
		return 1;
	case _PC_VDISABLE:
		return _POSIX_VDISABLE;
	case _PC_FILESIZEBITS:
		return 64;
	default:
		if (name < 0 || name > _PC_TIMESTAMP_RESOLUTION)
			errno = EINVAL;
		return -1;
	}
}

long pathconf(const char *path, int name)
{
	struct stat status;

	return stat(path, &status) == 0 ? value_of(name) : -1;
}

long fpathconf(int fd, int name)
{
	struct stat status;

	return fstat(fd, &status) == 0 ? value_of(name) : -1;
}
