/* SPDX-License-Identifier: BSD-3-Clause */
#include <limits.h>
#include <stdlib.h>

#include "path.h"

char *realpath(const char *restrict name, char *restrict resolved)
{
	char *buffer = resolved;

	if (!name) {
		errno = EINVAL;
		return NULL;
	}
	if (!buffer)
		buffer = malloc(PATH_MAX);
	if (!buffer)
		return NULL;
	if (mote_posix_result(mote_path_absolute(mote_path_here(name), buffer, PATH_MAX)) < 0) {
		/* The only thing that was too small for it is PATH_MAX. */
		if (errno == ERANGE)
			errno = ENAMETOOLONG;
		if (!resolved)
			free(buffer);
		return NULL;
	}
	return buffer;
}
