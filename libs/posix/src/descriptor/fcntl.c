/* SPDX-License-Identifier: BSD-3-Clause */
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdint.h>
#include <unistd.h>

#include "../error.h"
#include "../wait.h"
#include "duplicate.h"
#include "flags.h"

#define CHANGEABLE (O_APPEND | O_NONBLOCK)

/*
 * Record locks are between processes, and an image is one: no lock is ever in the way of another. What
 * is wrong with the request by itself is an error all the same.
 */
static int lock_record(struct mote_file *file, int command, struct flock *lock)
{
	int mode = file->flags & O_ACCMODE;

	if (!lock)
		return -EFAULT;
	if (lock->l_type != F_RDLCK && lock->l_type != F_WRLCK && lock->l_type != F_UNLCK)
		return -EINVAL;
	if (lock->l_whence != SEEK_SET && lock->l_whence != SEEK_CUR && lock->l_whence != SEEK_END)
		return -EINVAL;
	if (lock->l_whence == SEEK_SET &&
	    (lock->l_start < 0 || lock->l_start + (lock->l_len < 0 ? lock->l_len : 0) < 0))
		return -EINVAL;
	if (command == F_GETLK) {
		lock->l_type = F_UNLCK;
		return 0;
	}
	if ((lock->l_type == F_RDLCK && mode == O_WRONLY) ||
	    (lock->l_type == F_WRLCK && mode == O_RDONLY))
		return -EBADF;
	return 0;
}

static int control_file(struct mote_file *file, int command, intptr_t argument)
{
	switch (command) {
	case F_GETFL:
		return file->flags;
	case F_SETFL:
		mote_file_set_flags(file, CHANGEABLE, (int)argument);
		return 0;
	case F_GETLK:
	case F_SETLK:
	case F_SETLKW:
		return lock_record(file, command, (struct flock *)argument);
	default:
		return -EINVAL;
	}
}

static int control(int descriptor, int command, intptr_t argument)
{
	struct mote_file *file;
	int result;

	switch (command) {
	case F_DUPFD:
		return mote_descriptor_duplicate(descriptor, 0, (int)argument);
	case F_DUPFD_CLOEXEC:
		return mote_descriptor_duplicate(descriptor, O_CLOEXEC, (int)argument);
	case F_GETFD:
		return mote_descriptor_flags(descriptor);
	case F_SETFD:
		return mote_descriptor_set_flags(descriptor, (int)argument);
	case F_SETLKW:
		mote_posix_cancellation_point();
	}
	file = mote_descriptor_get(descriptor);
	if (!file)
		return -EBADF;
	result = control_file(file, command, argument);
	mote_file_release(file);
	return result;
}

int fcntl(int descriptor, int command, ...)
{
	intptr_t argument;
	va_list arguments;

	va_start(arguments, command);
	argument = va_arg(arguments, intptr_t);
	va_end(arguments);
	return (int)mote_posix_result(control(descriptor, command, argument));
}
