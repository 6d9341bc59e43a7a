/* SPDX-License-Identifier: BSD-3-Clause */
#include "epoll_files.h"

#include <errno.h>

#include "epoll.h"
#include "poll_files.h"

struct request {
	int epoll;
	struct epoll_event *events;
	int count;
	uint64_t deadline;
};

/* One-shot items have had their shot, edges are over; the others are looked at again next time. */
static bool report(struct mote_epoll_item *item, unsigned events, void *next)
{
	struct epoll_event **event = next;

	(*event)->events = events;
	(*event)->data = item->data;
	++*event;
	if (item->events & EPOLLONESHOT)
		item->watcher.events = 0;
	return !(item->events & (EPOLLET | EPOLLONESHOT));
}

static int look(struct mote_epoll *epoll, const struct request *request)
{
	struct epoll_event *next = request->events;
	bool was_taken = mote_epoll_lock();
	int count = mote_epoll_look(epoll, request->count, report, &next);

	mote_epoll_unlock(was_taken);
	return count;
}

static enum mote_wait_result wait_for_ready(struct mote_epoll *epoll, uint64_t deadline)
{
	unsigned long irq = mote_spin_lock_irqsave(&epoll->lock);
	enum mote_wait_result result = MOTE_WAIT_WOKEN;

	while (mote_list_is_empty(&epoll->ready) && result == MOTE_WAIT_WOKEN)
		result = mote_wait_until(&epoll->waiters, &epoll->lock, &irq, deadline);
	mote_spin_unlock_irqrestore(&epoll->lock, irq);
	return result;
}

static int look_and_wait(struct mote_epoll *epoll, const struct request *request)
{
	enum mote_wait_result result = MOTE_WAIT_WOKEN;
	int count;

	for (;;) {
		count = look(epoll, request);
		if (count || !request->deadline || result == MOTE_WAIT_TIMED_OUT)
			return count;
		result = wait_for_ready(epoll, request->deadline);
		if (result == MOTE_WAIT_INTERRUPTED)
			return MOTE_FILE_INTERRUPTED;
	}
}

static int attempt(void *argument)
{
	const struct request *request = argument;
	struct mote_file *file;
	int result = mote_descriptor_get_as(request->epoll, &mote_epoll_operations, -EINVAL, &file);

	if (result)
		return result;
	if (request->count <= 0)
		result = -EINVAL;
	else if (!request->events)
		result = -EFAULT;
	else
		result = look_and_wait(mote_epoll_of(file), request);
	mote_file_release(file);
	return result;
}

int mote_epoll_wait(int epoll, struct epoll_event *events, int count, uint64_t deadline)
{
	struct request request = {epoll, events, count, deadline};

	return mote_poll_attempts(attempt, &request);
}
