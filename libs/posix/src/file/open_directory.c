/* SPDX-License-Identifier: BSD-3-Clause */
/* opendir(), fdopendir(), closedir(), dirfd(). */
#include <stdlib.h>
#include <unistd.h>

#include "directory.h"
#include "path.h"

static DIR *make(int descriptor)
{
	DIR *directory = malloc(sizeof(*directory));

	if (directory)
		directory->descriptor = descriptor;
	return directory;
}

DIR *fdopendir(int descriptor)
{
	struct mote_file *file = mote_descriptor_get(descriptor);
	int error = file ? 0 : EBADF;

	if (file) {
		if (!file->operations->read_directory)
			error = ENOTDIR;
		mote_file_release(file);
	}
	if (error) {
		errno = error;
		return NULL;
	}
	return make(descriptor);
}

DIR *opendir(const char *name)
{
	int descriptor = open(name, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *directory;

	if (descriptor < 0)
		return NULL;
	directory = make(descriptor);
	if (!directory)
		close(descriptor);
	return directory;
}

int closedir(DIR *directory)
{
	int descriptor = directory->descriptor;

	free(directory);
	return close(descriptor);
}

int dirfd(DIR *directory)
{
	return directory->descriptor;
}
