/* SPDX-License-Identifier: BSD-3-Clause */
/* readdir() and readdir_r(). */
#include "directory.h"
#include "path.h"

int mote_directory_read(DIR *directory, struct dirent *entry)
{
	struct mote_file *file = mote_descriptor_get(directory->descriptor);
	int result;

	if (!file)
		return -EBADF;
	result = file->operations->read_directory ? file->operations->read_directory(file, entry)
						  : -ENOTDIR;
	mote_file_release(file);
	return result;
}

struct dirent *readdir(DIR *directory)
{
	int result = mote_directory_read(directory, &directory->entry);

	/* At the end errno stays as it is: that is how the end is told from an error. */
	return mote_posix_result(result) > 0 ? &directory->entry : NULL;
}

int readdir_r(DIR *restrict directory, struct dirent *restrict entry,
	      struct dirent **restrict result)
{
	int found = mote_directory_read(directory, entry);

	*result = found > 0 ? entry : NULL;
	return found < 0 ? -found : 0;
}
