/* SPDX-License-Identifier: BSD-3-Clause */
#include <errno.h>

#include "tree.h"

#define NANOSECONDS_PER_SECOND 1000000000ul

static bool is_valid(const struct timespec *time)
{
	return time->tv_nsec == UTIME_NOW || time->tv_nsec == UTIME_OMIT ||
	       (unsigned long)time->tv_nsec < NANOSECONDS_PER_SECOND;
}

/* Sets TIME, which fs_touch() has changed to now, to what it was BEFORE or to WANTED. */
static void set(struct timespec *time, struct timespec before, const struct timespec *wanted)
{
	if (wanted->tv_nsec == UTIME_OMIT)
		*time = before;
	else if (wanted->tv_nsec != UTIME_NOW)
		*time = *wanted;
}

static void change(struct fs_node *node, const struct timespec times[2])
{
	static const struct timespec now[2] = {{.tv_nsec = UTIME_NOW}, {.tv_nsec = UTIME_NOW}};
	struct timespec accessed, modified;

	if (!times)
		times = now;
	if (times[0].tv_nsec == UTIME_OMIT && times[1].tv_nsec == UTIME_OMIT)
		return;
	fs_lock(&node->lock);
	accessed = node->accessed;
	modified = node->modified;
	fs_touch(node, FS_ACCESSED | FS_WRITTEN);
	set(&node->accessed, accessed, &times[0]);
	set(&node->modified, modified, &times[1]);
	fs_unlock(&node->lock);
}

int mote_path_change_times(struct mote_path path, const struct timespec times[2], int flags)
{
	struct fs_place place;
	int error;

	if (times && !(is_valid(&times[0]) && is_valid(&times[1])))
		return -EINVAL;
	error = fs_tree_enter();
	if (error)
		return error;
	error = fs_find(path, flags, &place);
	if (!error)
		change(place.node, times);
	return fs_tree_leave(error);
}
