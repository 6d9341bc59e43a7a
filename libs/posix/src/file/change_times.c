/* SPDX-License-Identifier: BSD-3-Clause */
/* utimensat() and its older forms. */
#include <sys/time.h>
#include <utime.h>

#include "path.h"

#define NANOSECONDS_PER_MICROSECOND 1000

int utimensat(int descriptor, const char *name, const struct timespec *times, int flags)
{
	struct mote_path path;
	int result = mote_path_flags(flags, MOTE_PATH_NO_FOLLOW | MOTE_PATH_EMPTY);

	if (result >= 0)
		result = mote_path_begin(&path, descriptor, name);
	if (result < 0)
		return mote_posix_result(result);
	result = mote_path_change_times(path, times, flags);
	mote_path_end(&path);
	return mote_posix_result(result);
}

int futimens(int descriptor, const struct timespec *times)
{
	return utimensat(descriptor, "", times, MOTE_PATH_EMPTY);
}

int utimes(const char *name, const struct timeval *values)
{
	struct timespec times[2];

	if (!values)
		return utimensat(AT_FDCWD, name, NULL, 0);
	for (int i = 0; i < 2; i++) {
		times[i].tv_sec = values[i].tv_sec;
		times[i].tv_nsec = values[i].tv_usec * NANOSECONDS_PER_MICROSECOND;
		/* The two values that mean something else are no microseconds. */
		if (values[i].tv_usec < 0)
			return mote_posix_result(-EINVAL);
	}
	return utimensat(AT_FDCWD, name, times, 0);
}

int utime(const char *name, const struct utimbuf *values)
{
	struct timespec times[2] = {{0}};

	if (!values)
		return utimensat(AT_FDCWD, name, NULL, 0);
	times[0].tv_sec = values->actime;
	times[1].tv_sec = values->modtime;
	return utimensat(AT_FDCWD, name, times, 0);
}
