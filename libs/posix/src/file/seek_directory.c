/* SPDX-License-Identifier: BSD-3-Clause */
/* telldir(), seekdir(), rewinddir(): the descriptor's offset is the position. */
#include <unistd.h>

#include "directory.h"

long telldir(DIR *directory)
{
	return lseek(directory->descriptor, 0, SEEK_CUR);
}

void seekdir(DIR *directory, long position)
{
	lseek(directory->descriptor, position, SEEK_SET);
}

void rewinddir(DIR *directory)
{
	seekdir(directory, 0);
}
