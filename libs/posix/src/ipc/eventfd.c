/* SPDX-License-Identifier: BSD-3-Clause */
/* eventfd(): a number that is added to by writing, and taken by reading, all of it or one at a time. */
#include <errno.h>
#include <mote/file.h>
#include <mote/heap.h>
#include <mote/wait.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "../error.h"

/* The most that it counts to. */
#define MOST (UINT64_MAX - 1)

struct event {
	struct mote_file file;
	bool one_at_a_time; /* EFD_SEMAPHORE */
	struct mote_spinlock lock;
	uint64_t count;
	struct mote_wait_queue readers, writers;
};

static struct event *of_file(struct mote_file *file)
{
	return MOTE_CONTAINER_OF(file, struct event, file);
}

/* Waits in QUEUE, unless the file says that it doesn't. */
static int wait(struct event *event, struct mote_wait_queue *queue, unsigned long *irq)
{
	if (event->file.flags & O_NONBLOCK)
		return -EAGAIN;
	if (mote_wait(queue, &event->lock, irq) == MOTE_WAIT_INTERRUPTED)
		return MOTE_FILE_INTERRUPTED;
	return 0;
}

static int take(struct event *event, uint64_t *taken)
{
	unsigned long irq = mote_spin_lock_irqsave(&event->lock);
	int error = 0;

	while (!event->count && !error)
		error = wait(event, &event->readers, &irq);
	if (!error) {
		*taken = event->one_at_a_time ? 1 : event->count;
		event->count -= *taken;
		mote_wake_all(&event->writers);
	}
	/* Who was woken for it may have found it gone, or not have looked: another may need it. */
	if (event->count)
		mote_wake_one(&event->readers);
	mote_spin_unlock_irqrestore(&event->lock, irq);
	return error;
}

static int add(struct event *event, uint64_t added)
{
	unsigned long irq = mote_spin_lock_irqsave(&event->lock);
	int error = 0;

	while (added > MOST - event->count && !error)
		error = wait(event, &event->writers, &irq);
	if (!error) {
		event->count += added;
		if (event->count)
			mote_wake_one(&event->readers);
	}
	mote_spin_unlock_irqrestore(&event->lock, irq);
	return error;
}

static ssize_t event_read(struct mote_file *file, struct mote_io *io)
{
	uint64_t taken;
	int error;

	if (io->left < sizeof(taken))
		return -EINVAL;
	error = take(of_file(file), &taken);
	if (error)
		return error;
	mote_file_notify(file, POLLOUT);
	return (ssize_t)mote_io_put(io, &taken, sizeof(taken));
}

static ssize_t event_write(struct mote_file *file, struct mote_io *io)
{
	const struct mote_io before = *io;
	uint64_t added;
	int error;

	if (io->left < sizeof(added))
		return -EINVAL;
	mote_io_take(io, &added, sizeof(added));
	error = added > MOST ? -EINVAL : add(of_file(file), added);
	if (error) {
		*io = before;
		return error;
	}
	mote_file_notify(file, POLLIN);
	return sizeof(added);
}

static unsigned event_poll(struct mote_file *file)
{
	struct event *event = of_file(file);
	unsigned long irq = mote_spin_lock_irqsave(&event->lock);
	uint64_t count = event->count;

	mote_spin_unlock_irqrestore_nowake(&event->lock, irq);
	return (count ? POLLIN : 0) | (count < MOST ? POLLOUT : 0);
}

static int event_close(struct mote_file *file)
{
	mote_heap_free(of_file(file));
	return 0;
}

static const struct mote_file_operations operations = {
	.name = "eventfd",
	.read = event_read,
	.write = event_write,
	.poll = event_poll,
	.close = event_close,
};

static int make(unsigned count, int flags)
{
	struct event *event;
	int descriptor;

	if (flags & ~(EFD_SEMAPHORE | EFD_CLOEXEC | EFD_NONBLOCK))
		return -EINVAL;
	event = mote_heap_alloc(sizeof(*event));
	if (!event)
		return -ENOMEM;
	*event = (struct event){.one_at_a_time = flags & EFD_SEMAPHORE, .count = count};
	mote_file_init(&event->file, &operations, O_RDWR | (flags & EFD_NONBLOCK));
	mote_wait_queue_init(&event->readers, "an eventfd's count");
	mote_wait_queue_init(&event->writers, "an eventfd's room");
	descriptor = mote_descriptor_install(&event->file, flags & EFD_CLOEXEC);
	if (descriptor < 0)
		mote_file_release(&event->file);
	return descriptor;
}

int eventfd(unsigned count, int flags)
{
	return (int)mote_posix_result(make(count, flags));
}

int eventfd_read(int descriptor, eventfd_t *value)
{
	return read(descriptor, value, sizeof(*value)) == sizeof(*value) ? 0 : -1;
}

int eventfd_write(int descriptor, eventfd_t value)
{
	return write(descriptor, &value, sizeof(value)) == sizeof(value) ? 0 : -1;
}
