/* SPDX-License-Identifier: BSD-3-Clause */
/* rename() and renameat(). */
#include <reent.h>
#include <stdio.h>

#include "path.h"

int renameat(int old_descriptor, const char *old_name, int new_descriptor, const char *new_name)
{
	struct mote_path old, new;
	int result = mote_path_begin(&old, old_descriptor, old_name);

	if (result)
		return mote_posix_result(result);
	result = mote_path_begin(&new, new_descriptor, new_name);
	if (result == 0) {
		result = mote_path_rename(old, new);
		mote_path_end(&new);
	}
	mote_path_end(&old);
	return mote_posix_result(result);
}

int rename(const char *old_name, const char *new_name)
{
	return mote_posix_result(
		mote_path_rename(mote_path_here(old_name), mote_path_here(new_name)));
}

/* newlib's own would call rename() again. */
int _rename_r(struct _reent *reent, const char *old_name, const char *new_name)
{
	(void)reent;
	return rename(old_name, new_name);
}
