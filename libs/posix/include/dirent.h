/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef POSIX_DIRENT_H
#define POSIX_DIRENT_H

#include <limits.h>
#include <sys/cdefs.h>
#include <sys/types.h>

struct dirent {
	ino_t d_ino;
	unsigned char d_type; /* of DT_* */
	char d_name[NAME_MAX + 1];
};

#define DT_UNKNOWN 0
#define DT_FIFO 1
#define DT_CHR 2
#define DT_DIR 4
#define DT_BLK 6
#define DT_REG 8
#define DT_LNK 10
#define DT_SOCK 12

typedef struct posix_directory DIR;

DIR *opendir(const char *path);
DIR *fdopendir(int descriptor);
int closedir(DIR *directory);
struct dirent *readdir(DIR *directory);
int readdir_r(DIR *restrict directory, struct dirent *restrict entry,
	      struct dirent **restrict result);
void rewinddir(DIR *directory);
void seekdir(DIR *directory, long position);
long telldir(DIR *directory);
int dirfd(DIR *directory);
int alphasort(const struct dirent **first, const struct dirent **second);
int scandir(const char *path, struct dirent ***names, int (*select)(const struct dirent *),
	    int (*compare)(const struct dirent **, const struct dirent **));

#endif
