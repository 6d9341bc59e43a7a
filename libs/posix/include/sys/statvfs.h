/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef POSIX_SYS_STATVFS_H
#define POSIX_SYS_STATVFS_H

#include <sys/types.h>

struct statvfs {
	unsigned long f_bsize;	/* the block size */
	unsigned long f_frsize; /* what f_blocks and the like count */
	fsblkcnt_t f_blocks;
	fsblkcnt_t f_bfree;
	fsblkcnt_t f_bavail;
	fsfilcnt_t f_files; /* files, or room for them */
	fsfilcnt_t f_ffree;
	fsfilcnt_t f_favail;
	unsigned long f_fsid;
	unsigned long f_flag; /* of ST_* */
	unsigned long f_namemax;
};

#define ST_RDONLY 1
#define ST_NOSUID 2

int statvfs(const char *restrict path, struct statvfs *restrict statistics);
int fstatvfs(int descriptor, struct statvfs *statistics);

#endif
