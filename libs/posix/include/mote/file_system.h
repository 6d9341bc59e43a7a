/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What the path calls of POSIX (open, stat, rename, ...) need from a tree of files. libs/fs defines
 * these functions; in an image without it none of them finds anything (libs/posix/src/file/no_tree.c).
 * They are called directly, so that an image has those that it uses.
 *
 * A path begins at the root where its first byte is a slash, else at AT, an open directory, or at the
 * working directory where AT is NULL. A path is at most PATH_MAX bytes with its NUL, each name of it
 * NAME_MAX without; it is bytes, of which only the slash and NUL mean something. Symbolic links are
 * followed, the last name's too except where a function says otherwise.
 *
 * All of them return 0, or a number where they say so, or a negative errno: of those that POSIX names
 * for the call, -ENOENT, -ENOTDIR, -ENAMETOOLONG, -ELOOP, -ENOMEM, -ENOSPC and -EROFS; more where they
 * say so. Thread context.
 */
#ifndef MOTE_FILE_SYSTEM_H
#define MOTE_FILE_SYSTEM_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/stat.h>
#include <sys/types.h>

struct mote_file;
struct statvfs;

/* Where a path begins. */
struct mote_path {
	struct mote_file *at; /* an open directory; NULL: the working directory */
	const char *name;
};

/*
 * Flags of the functions below: the values are those of AT_SYMLINK_NOFOLLOW and so on in <fcntl.h>,
 * which not every file of a file system includes.
 */
#define MOTE_PATH_NO_FOLLOW 2	     /* a symbolic link as the last name is itself meant */
#define MOTE_PATH_FOLLOW 4	     /* of mote_path_link() alone: it isn't */
#define MOTE_PATH_REMOVE_DIRECTORY 8 /* of mote_path_remove() alone */
#define MOTE_PATH_EMPTY 16	     /* the empty name means PATH.at itself, of any type */

/*
 * Opens a file as open() does, with its flags; MODE is what the caller's umask has left. Stores a
 * new open file description, of which the caller has the one reference. Also returns -EEXIST, -EISDIR,
 * -ENXIO for a device that nothing is behind, -ETXTBSY never.
 */
int mote_path_open(struct mote_path path, int flags, mode_t mode, struct mote_file **file);

/* Describes a file in *STATUS. FLAGS: MOTE_PATH_NO_FOLLOW, MOTE_PATH_EMPTY. */
int mote_path_stat(struct mote_path path, int flags, struct stat *status);

/* Makes a directory. Also returns -EEXIST. */
int mote_path_make_directory(struct mote_path path, mode_t mode);

/*
 * Takes a name away; the file goes when nobody has it open any more. A directory only with
 * MOTE_PATH_REMOVE_DIRECTORY in FLAGS, and then only an empty directory. Also returns -EPERM for a
 * directory without the flag, -ENOTEMPTY, -EBUSY for the root, -EINVAL for a path that ends in ".".
 */
int mote_path_remove(struct mote_path path, int flags);

/*
 * Makes what has the name OLD have the name NEW, atomically: who looks NEW up finds what had it before
 * or what has it now. Neither link is followed. Also returns -EISDIR, -ENOTEMPTY, -EINVAL for a
 * directory that would lie within itself, -EBUSY, -EXDEV.
 */
int mote_path_rename(struct mote_path old, struct mote_path new);

/*
 * Gives a file that is no directory a second name. OLD as a symbolic link is followed with
 * MOTE_PATH_FOLLOW only. Also returns -EEXIST, -EPERM for a directory, -EMLINK, -EXDEV.
 */
int mote_path_link(struct mote_path old, struct mote_path new, int flags);

/* Makes a symbolic link to TARGET, which is any text of 1 to PATH_MAX - 1 bytes. Also -EEXIST. */
int mote_path_make_link(const char *target, struct mote_path path);

/*
 * Stores at most SIZE bytes of what the symbolic link at PATH holds, without a NUL, and returns how
 * many. -EINVAL for what is no symbolic link.
 */
ssize_t mote_path_read_link(struct mote_path path, char *buffer, size_t size);

/* Changes the permission bits of a file, which decide about read-only alone. FLAGS as in _stat(). */
int mote_path_change_mode(struct mote_path path, mode_t mode, int flags);

/*
 * Changes when a file was last read, TIMES[0], and written, TIMES[1]; a tv_nsec of UTIME_NOW or
 * UTIME_OMIT means that, and TIMES may be NULL for now. FLAGS as in mote_path_stat(). Also -EINVAL.
 */
int mote_path_change_times(struct mote_path path, const struct timespec times[2], int flags);

/* Describes the file system that a file lies in. FLAGS as in mote_path_stat(). */
int mote_path_statistics(struct mote_path path, int flags, struct statvfs *statistics);

/* Makes a directory the working directory. FLAGS: MOTE_PATH_EMPTY. */
int mote_path_change_directory(struct mote_path path, int flags);

/*
 * Stores the absolute path, without symbolic links, "." and "..", of a file that exists, with its
 * NUL, and returns how many bytes that are. -ERANGE where SIZE is less. The name "." gives the working
 * directory, -ENOENT where that was removed.
 */
ssize_t mote_path_absolute(struct mote_path path, char *buffer, size_t size);

#endif
