/* SPDX-License-Identifier: BSD-3-Clause */
/* The C library's <sys/stat.h>, and what it declares for other systems only. */
#include_next <sys/stat.h>

#ifndef POSIX_SYS_STAT_H
#define POSIX_SYS_STAT_H

/* In tv_nsec of a time for utimensat() and futimens(): the time now; the time as it is. */
#ifndef UTIME_NOW
#define UTIME_NOW (-2L)
#define UTIME_OMIT (-1L)
#endif

int lstat(const char *restrict path, struct stat *restrict status);
int mknod(const char *path, mode_t mode, dev_t device);

#endif
