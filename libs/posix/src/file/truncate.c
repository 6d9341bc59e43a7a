/* SPDX-License-Identifier: BSD-3-Clause */
#include <unistd.h>

#include "path.h"

/* As opening, truncating and closing it, but that it takes no descriptor. */
int truncate(const char *name, off_t bytes)
{
	struct mote_file *file;
	int result;

	if (bytes < 0)
		return mote_posix_result(-EINVAL);
	result = mote_path_open(mote_path_here(name), O_WRONLY, 0, &file);
	if (result)
		return mote_posix_result(result);
	result = file->operations->truncate ? file->operations->truncate(file, bytes) : -EINVAL;
	mote_file_release(file);
	return mote_posix_result(result);
}
