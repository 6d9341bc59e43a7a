/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef POSIX_FILE_DIRECTORY_H
#define POSIX_FILE_DIRECTORY_H

#include <dirent.h>

struct posix_directory {
	int descriptor;
	struct dirent entry; /* the last one that readdir() has returned */
};

/* Stores the next entry: 1, 0 behind the last, or a negative errno. */
int mote_directory_read(DIR *directory, struct dirent *entry);

#endif
