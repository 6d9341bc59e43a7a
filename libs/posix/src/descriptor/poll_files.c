/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A thread that polls looks first; only where nothing holds does it have itself told by each file, look
 * again since something may have come in between, and wait.
 */
#include "poll_files.h"

#include <config/LIB_POSIX_OPEN_MAX.h>
#include <errno.h>
#include <mote/clock.h>
#include <mote/heap.h>
#include <mote/wait.h>

#include "watch.h"

/* So many are looked at without memory from the heap. */
#define FEW 8

struct poller {
	struct mote_spinlock lock;
	struct mote_wait_queue queue;
	bool told;
};

struct polled {
	struct mote_watcher watcher;
	struct mote_file *file; /* NULL: none, or none that is open */
	struct poller *poller;
};

static bool tell(struct mote_watcher *watcher, unsigned events)
{
	struct poller *poller = MOTE_CONTAINER_OF(watcher, struct polled, watcher)->poller;
	unsigned long irq = mote_spin_lock_irqsave(&poller->lock);
	bool was_told = poller->told;

	(void)events;
	poller->told = true;
	mote_wake_one(&poller->queue);
	mote_spin_unlock_irqrestore(&poller->lock, irq);
	return !was_told;
}

/* Returns how many descriptors have events. */
static int look(struct polled *polled, struct pollfd *descriptors, nfds_t count)
{
	int ready = 0;

	for (nfds_t i = 0; i < count; i++) {
		unsigned wanted = (unsigned short)descriptors[i].events | POLLERR | POLLHUP;
		unsigned events = 0;

		if (polled[i].file)
			events = mote_file_events(polled[i].file) & wanted;
		else if (descriptors[i].fd >= 0)
			events = POLLNVAL;
		descriptors[i].revents = (short)events;
		ready += events != 0;
	}
	return ready;
}

static void begin(struct polled *polled, const struct pollfd *descriptors, nfds_t count)
{
	for (nfds_t i = 0; i < count; i++)
		polled[i].file = descriptors[i].fd < 0 ? NULL
						       : mote_descriptor_get(descriptors[i].fd);
}

static void end(struct polled *polled, nfds_t count)
{
	for (nfds_t i = 0; i < count; i++)
		if (polled[i].file)
			mote_file_release(polled[i].file);
}

static void watch(struct polled *polled, const struct pollfd *descriptors, nfds_t count,
		  struct poller *poller)
{
	for (nfds_t i = 0; i < count; i++) {
		polled[i].poller = poller;
		polled[i].watcher = (struct mote_watcher){
			.events = mote_watched_events((unsigned short)descriptors[i].events),
			.notify = tell,
		};
		if (polled[i].file)
			mote_file_watch(polled[i].file, &polled[i].watcher);
	}
}

static void unwatch(struct polled *polled, nfds_t count)
{
	for (nfds_t i = 0; i < count; i++)
		if (polled[i].file)
			mote_file_unwatch(polled[i].file, &polled[i].watcher);
}

/* Waits until a file has told something that has not been looked at. */
static enum mote_wait_result wait_until_told(struct poller *poller, uint64_t deadline)
{
	unsigned long irq = mote_spin_lock_irqsave(&poller->lock);
	enum mote_wait_result result = MOTE_WAIT_WOKEN;

	while (!poller->told && result == MOTE_WAIT_WOKEN)
		result = mote_wait_until(&poller->queue, &poller->lock, &irq, deadline);
	poller->told = false;
	mote_spin_unlock_irqrestore(&poller->lock, irq);
	return result;
}

static int look_and_wait(struct polled *polled, struct pollfd *descriptors, nfds_t count,
			 uint64_t deadline)
{
	struct poller poller = {.queue = MOTE_WAIT_QUEUE_INIT(poller.queue, "events")};
	enum mote_wait_result result = MOTE_WAIT_WOKEN;
	int ready = look(polled, descriptors, count);

	if (ready || !deadline)
		return ready;
	watch(polled, descriptors, count, &poller);
	do {
		ready = look(polled, descriptors, count);
		if (ready || result == MOTE_WAIT_TIMED_OUT)
			break;
		result = wait_until_told(&poller, deadline);
	} while (result != MOTE_WAIT_INTERRUPTED);
	unwatch(polled, count);
	return result == MOTE_WAIT_INTERRUPTED ? MOTE_FILE_INTERRUPTED : ready;
}

int mote_poll(struct pollfd *descriptors, nfds_t count, uint64_t deadline)
{
	struct polled few[FEW];
	struct polled *polled = few;
	int result;

	if (count > CONFIG_LIB_POSIX_OPEN_MAX)
		return -EINVAL;
	if (!descriptors && count)
		return -EFAULT;
	if (count > FEW)
		polled = mote_heap_alloc(count * sizeof(*polled));
	if (!polled)
		return -ENOMEM;
	begin(polled, descriptors, count);
	result = look_and_wait(polled, descriptors, count, deadline);
	end(polled, count);
	if (polled != few)
		mote_heap_free(polled);
	return result;
}
