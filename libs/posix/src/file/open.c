/* SPDX-License-Identifier: BSD-3-Clause */
/* open(), openat(), creat(). */
#include <reent.h>
#include <stdarg.h>

#include "../wait.h"
#include "path.h"

static int open_at(int descriptor, const char *name, int flags, mode_t mode)
{
	struct mote_path path;
	struct mote_file *file;
	int result;

	mote_posix_cancellation_point();
	result = mote_path_begin(&path, descriptor, name);
	if (result)
		return result;
	result = mote_path_open(path, flags, mote_umask_apply(mode), &file);
	mote_path_end(&path);
	if (result)
		return result;
	result = mote_descriptor_install(file, flags);
	if (result < 0)
		mote_file_release(file);
	return result;
}

int open(const char *name, int flags, ...)
{
	mode_t mode = 0;

	if (flags & O_CREAT) {
		va_list arguments;

		va_start(arguments, flags);
		mode = va_arg(arguments, mode_t);
		va_end(arguments);
	}
	return mote_posix_result(open_at(AT_FDCWD, name, flags, mode));
}

int openat(int descriptor, const char *name, int flags, ...)
{
	mode_t mode = 0;

	if (flags & O_CREAT) {
		va_list arguments;

		va_start(arguments, flags);
		mode = va_arg(arguments, mode_t);
		va_end(arguments);
	}
	return mote_posix_result(open_at(descriptor, name, flags, mode));
}

int creat(const char *name, mode_t mode)
{
	int flags = O_WRONLY | O_CREAT | O_TRUNC;

	return mote_posix_result(open_at(AT_FDCWD, name, flags, mode));
}
