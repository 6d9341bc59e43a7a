/* SPDX-License-Identifier: BSD-3-Clause */
#include "names.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <mote/compiler.h>
#include <mote/heap.h>
#include <mote/mutex.h>
#include <mote/thread.h>
#include <string.h>
#include <sys/syslimits.h>
#include <unistd.h>

static struct mote_mutex lock = MOTE_MUTEX_INIT(lock);

void mote_ipc_lock(void)
{
	mote_suspend_disable();
	mote_mutex_lock(&lock);
}

void mote_ipc_unlock(void)
{
	mote_mutex_unlock(&lock);
	mote_suspend_enable();
}

int mote_ipc_check_name(const char *name, const char **text)
{
	size_t in_part;

	if (!name)
		return -EINVAL;
	if (strnlen(name, PATH_MAX) == PATH_MAX)
		return -ENAMETOOLONG;
	/* The first slash counts, as the suites of tests have it. */
	in_part = *name == '/';
	while (*name == '/')
		name++;
	if (!*name)
		return -EINVAL;
	*text = name;
	for (; *name; name++) {
		in_part = *name == '/' ? 0 : in_part + 1;
		if (in_part > NAME_MAX)
			return -ENAMETOOLONG;
	}
	return 0;
}

struct mote_ipc_object *mote_ipc_find(struct mote_list *list, const char *text)
{
	struct mote_list *link;

	MOTE_LIST_FOREACH(link, list) {
		struct mote_ipc_object *object =
			MOTE_CONTAINER_OF(link, struct mote_ipc_object, link);

		if (strcmp(object->name, text) == 0) {
			object->references++;
			return object;
		}
	}
	return NULL;
}

/* Who is neither the owner nor of the group is one of the others; user 0 may do everything. */
static bool may(const struct mote_ipc_object *object, mode_t wanted)
{
	unsigned shift = 0;

	if (geteuid() == 0)
		return true;
	if (geteuid() == object->user)
		shift = 6;
	else if (getegid() == object->group)
		shift = 3;
	return (object->mode >> shift & wanted) == wanted;
}

int mote_ipc_check_open(struct mote_ipc_object *object, int flags, mode_t wanted)
{
	int error = 0;

	if ((flags & O_CREAT) && (flags & O_EXCL))
		error = -EEXIST;
	else if (!may(object, wanted))
		error = -EACCES;
	if (error)
		mote_ipc_release(object);
	return error;
}

int mote_ipc_unlink(struct mote_list *list, const char *text, struct mote_ipc_object **object)
{
	*object = mote_ipc_find(list, text);
	if (!*object)
		return -ENOENT;
	if (geteuid() != 0 && geteuid() != (*object)->user) {
		mote_ipc_release(*object);
		return -EACCES;
	}
	mote_ipc_take_name(*object);
	return 0;
}

int mote_ipc_enter(struct mote_list *list, struct mote_ipc_object *object, const char *text,
		   mode_t mode)
{
	size_t bytes = strlen(text) + 1;

	object->name = mote_heap_alloc(bytes);
	if (!object->name)
		return -ENOSPC;
	memcpy(object->name, text, bytes);
	object->references = 2;
	object->mode = mode;
	object->user = geteuid();
	object->group = getegid();
	mote_list_append(list, &object->link);
	return 0;
}

bool mote_ipc_release(struct mote_ipc_object *object)
{
	return --object->references == 0;
}

void mote_ipc_take_name(struct mote_ipc_object *object)
{
	/* Another may have been faster. */
	if (!object->name)
		return;
	mote_list_remove(&object->link);
	mote_heap_free(object->name);
	object->name = NULL;
	object->references--;
}
