/* SPDX-License-Identifier: BSD-3-Clause */
#include <errno.h>
#include <mote/heap.h>

#include "../error.h"
#include "../terminal/wanted.h"
#include "epoll.h"

#define EXCLUSIVE_ALLOWS                                                                           \
	(EPOLLIN | EPOLLOUT | EPOLLERR | EPOLLHUP | EPOLLET | EPOLLWAKEUP | EPOLLEXCLUSIVE)

/* What is already there when an item begins to watch is as good as what comes then. */
static void arm(struct mote_epoll_item *item)
{
	if (mote_file_events(item->file) & item->watcher.events)
		mote_epoll_notify(&item->watcher, item->watcher.events);
}

static void set(struct mote_epoll_item *item, const struct epoll_event *event)
{
	item->events = event->events;
	item->data = event->data;
	item->watcher.events = mote_watched_events(event->events);
}

static int add(struct mote_epoll *epoll, int descriptor, struct mote_file *file,
	       const struct epoll_event *event)
{
	struct mote_epoll_item *item;
	int error;

	if (mote_epoll_find(epoll, descriptor, file))
		return -EEXIST;
	error = mote_epoll_check_nesting(epoll, file);
	if (!error)
		error = mote_epoll_make_room(epoll);
	if (error)
		return error;
	item = mote_heap_alloc_zeroed(1, sizeof(*item));
	if (!item)
		return -ENOMEM;
	item->epoll = epoll;
	item->file = file;
	item->descriptor = descriptor;
	item->watcher.notify = mote_epoll_notify;
	item->watcher.exclusive = event->events & EPOLLEXCLUSIVE;
	set(item, event);
	mote_epoll_insert(epoll, item);
	mote_file_watch(file, &item->watcher);
	arm(item);
	return 0;
}

static int modify(struct mote_epoll_item *item, const struct epoll_event *event)
{
	if (item->watcher.exclusive)
		return -EINVAL;
	set(item, event);
	arm(item);
	return 0;
}

static int change(struct mote_epoll *epoll, int operation, int descriptor, struct mote_file *file,
		  const struct epoll_event *event)
{
	struct mote_epoll_item *item = mote_epoll_find(epoll, descriptor, file);

	if (operation == EPOLL_CTL_ADD)
		return add(epoll, descriptor, file, event);
	if (!item)
		return -ENOENT;
	if (operation == EPOLL_CTL_MOD)
		return modify(item, event);
	mote_epoll_remove(item);
	return 0;
}

/* What is wrong whatever the epoll holds. */
static int check(struct mote_epoll *epoll, int operation, struct mote_file *file,
		 const struct epoll_event *event)
{
	if (operation != EPOLL_CTL_ADD && operation != EPOLL_CTL_MOD && operation != EPOLL_CTL_DEL)
		return -EINVAL;
	if (file == &epoll->file)
		return -EINVAL;
	if (!file->operations->poll)
		return -EPERM;
	if (operation == EPOLL_CTL_DEL)
		return 0;
	if (!event)
		return -EFAULT;
	if (!(event->events & EPOLLEXCLUSIVE))
		return 0;
	if (operation == EPOLL_CTL_MOD || event->events & ~EXCLUSIVE_ALLOWS ||
	    file->operations == &mote_epoll_operations)
		return -EINVAL;
	return 0;
}

static int control(struct mote_epoll *epoll, int operation, int descriptor,
		   const struct epoll_event *event)
{
	struct mote_file *file = mote_descriptor_get(descriptor);
	bool was_taken;
	int error;

	if (!file)
		return -EBADF;
	error = check(epoll, operation, file, event);
	if (!error) {
		was_taken = mote_epoll_lock();
		error = change(epoll, operation, descriptor, file, event);
		mote_epoll_unlock(was_taken);
	}
	mote_file_release(file);
	return error;
}

int epoll_ctl(int epoll, int operation, int descriptor, struct epoll_event *event)
{
	struct mote_file *file;
	int error = mote_descriptor_get_as(epoll, &mote_epoll_operations, -EINVAL, &file);

	MOTE_TERMINAL_INPUT_WANTED();
	if (error)
		return (int)mote_posix_result(error);
	error = control(mote_epoll_of(file), operation, descriptor, event);
	mote_file_release(file);
	return (int)mote_posix_result(error);
}
