/* SPDX-License-Identifier: BSD-3-Clause */
#include <limits.h>
#include <stdlib.h>
#include <unistd.h>

#include "path.h"

/* A null BUFFER, which POSIX leaves open, gets memory of the length that is needed, as in other systems. */
static char *allocate(void)
{
	char *buffer = malloc(PATH_MAX);
	char *path = buffer ? getcwd(buffer, PATH_MAX) : NULL;

	if (!path)
		free(buffer);
	return path;
}

char *getcwd(char *buffer, size_t size)
{
	if (!buffer && !size)
		return allocate();
	if (!buffer || !size) {
		errno = EINVAL;
		return NULL;
	}
	if (mote_posix_result(mote_path_absolute(mote_path_here("."), buffer, size)) < 0)
		return NULL;
	return buffer;
}
