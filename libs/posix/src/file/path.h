/* SPDX-License-Identifier: BSD-3-Clause */
/* How the calls with a descriptor and a path reach the tree (mote/file_system.h). */
#ifndef POSIX_FILE_PATH_H
#define POSIX_FILE_PATH_H

#include <errno.h>
#include <fcntl.h>
#include <mote/file.h>
#include <mote/file_system.h>

#include "../error.h"

/*
 * Begins at the directory of DESCRIPTOR, or where that is AT_FDCWD at the working directory. Returns 0, or
 * -EBADF; else mote_path_end() gives the reference back.
 */
static inline int mote_path_begin(struct mote_path *path, int descriptor, const char *name)
{
	*path = (struct mote_path){.name = name};
	/* An absolute path doesn't need it, says POSIX. */
	if (descriptor == AT_FDCWD || *name == '/')
		return 0;
	path->at = mote_descriptor_get(descriptor);
	return path->at ? 0 : -EBADF;
}

static inline void mote_path_end(struct mote_path *path)
{
	if (path->at)
		mote_file_release(path->at);
}

/* The path itself, from the working directory. */
static inline struct mote_path mote_path_here(const char *name)
{
	return (struct mote_path){.name = name};
}

/* What the call's umask leaves of MODE. */
mode_t mote_umask_apply(mode_t mode);

/*
 * The flags of FLAGS that a call of the family *at() allows, which are those of mote/file_system.h too;
 * -EINVAL where there are others.
 */
static inline int mote_path_flags(int flags, int allowed)
{
	return flags & ~allowed ? -EINVAL : flags;
}

_Static_assert(AT_SYMLINK_NOFOLLOW == MOTE_PATH_NO_FOLLOW &&
		       AT_SYMLINK_FOLLOW == MOTE_PATH_FOLLOW &&
		       AT_REMOVEDIR == MOTE_PATH_REMOVE_DIRECTORY,
	       "the flags of <fcntl.h> are those of the tree");

#endif
