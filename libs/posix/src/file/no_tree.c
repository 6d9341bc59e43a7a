/* SPDX-License-Identifier: BSD-3-Clause */
/* An image without libs/fs: no path leads anywhere. */
#include <errno.h>
#include <mote/file_system.h>

int mote_path_open(struct mote_path path, int flags, mode_t mode, struct mote_file **file)
{
	(void)path;
	(void)flags;
	(void)mode;
	(void)file;
	return -ENOENT;
}

int mote_path_stat(struct mote_path path, int flags, struct stat *status)
{
	(void)path;
	(void)flags;
	(void)status;
	return -ENOENT;
}

int mote_path_make_directory(struct mote_path path, mode_t mode)
{
	(void)path;
	(void)mode;
	return -ENOENT;
}

int mote_path_remove(struct mote_path path, int flags)
{
	(void)path;
	(void)flags;
	return -ENOENT;
}

int mote_path_rename(struct mote_path old, struct mote_path new)
{
	(void)old;
	(void)new;
	return -ENOENT;
}

int mote_path_link(struct mote_path old, struct mote_path new, int flags)
{
	(void)old;
	(void)new;
	(void)flags;
	return -ENOENT;
}

int mote_path_make_link(const char *target, struct mote_path path)
{
	(void)target;
	(void)path;
	return -ENOENT;
}

ssize_t mote_path_read_link(struct mote_path path, char *buffer, size_t size)
{
	(void)path;
	(void)buffer;
	(void)size;
	return -ENOENT;
}

int mote_path_change_mode(struct mote_path path, mode_t mode, int flags)
{
	(void)path;
	(void)mode;
	(void)flags;
	return -ENOENT;
}

int mote_path_change_times(struct mote_path path, const struct timespec times[2], int flags)
{
	(void)path;
	(void)times;
	(void)flags;
	return -ENOENT;
}

int mote_path_statistics(struct mote_path path, int flags, struct statvfs *statistics)
{
	(void)path;
	(void)flags;
	(void)statistics;
	return -ENOENT;
}

int mote_path_change_directory(struct mote_path path, int flags)
{
	(void)path;
	(void)flags;
	return -ENOENT;
}

ssize_t mote_path_absolute(struct mote_path path, char *buffer, size_t size)
{
	(void)path;
	(void)buffer;
	(void)size;
	return -ENOENT;
}
