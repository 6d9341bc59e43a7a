/* SPDX-License-Identifier: BSD-3-Clause */
/* How a negative errno from inside becomes what a POSIX call returns. */
#ifndef POSIX_ERROR_H
#define POSIX_ERROR_H

#include <errno.h>
#include <sys/types.h>

/* RESULT where it is not negative; else -1, and errno is set to its opposite. */
static inline ssize_t mote_posix_result(ssize_t result)
{
	if (result >= 0)
		return result;
	errno = (int)-result;
	return -1;
}

#endif
