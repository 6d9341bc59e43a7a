/* SPDX-License-Identifier: BSD-3-Clause */
#include <limits.h>
#include <mote/page.h>
#include <sys/statvfs.h>

#include "tree.h"

int mote_path_statistics(struct mote_path path, int flags, struct statvfs *statistics)
{
	struct mote_page_statistics memory = mote_page_statistics();
	struct fs_place place;
	int error = fs_tree_enter();

	if (error)
		return error;
	error = fs_find(path, flags, &place);
	/* Files are made of the same memory as all else; their number has no other bound. */
	*statistics = (struct statvfs){
		.f_bsize = FS_PAGE_BYTES,
		.f_frsize = FS_PAGE_BYTES,
		.f_blocks = memory.total,
		.f_bfree = memory.free,
		.f_bavail = memory.free,
		.f_files = memory.total,
		.f_ffree = memory.free,
		.f_favail = memory.free,
		.f_fsid = 1,
		.f_namemax = NAME_MAX,
	};
	return fs_tree_leave(error);
}
