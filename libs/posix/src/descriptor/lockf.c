/* SPDX-License-Identifier: BSD-3-Clause */
/* Record locks by another name: as fcntl.c says, none is ever in the way of another. */
#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "../error.h"

int lockf(int descriptor, int command, off_t bytes)
{
	struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_CUR, .l_len = bytes};

	switch (command) {
	case F_ULOCK:
		lock.l_type = F_UNLCK;
		return fcntl(descriptor, F_SETLK, &lock);
	case F_LOCK:
		return fcntl(descriptor, F_SETLKW, &lock);
	case F_TLOCK:
		return fcntl(descriptor, F_SETLK, &lock);
	case F_TEST:
		return fcntl(descriptor, F_GETLK, &lock);
	default:
		return (int)mote_posix_result(-EINVAL);
	}
}
