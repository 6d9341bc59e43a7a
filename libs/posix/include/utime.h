/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef POSIX_UTIME_H
#define POSIX_UTIME_H

#include <sys/types.h>

struct utimbuf {
	time_t actime;
	time_t modtime;
};

int utime(const char *path, const struct utimbuf *times);

#endif
