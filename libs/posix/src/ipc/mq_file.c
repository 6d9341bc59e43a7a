/* SPDX-License-Identifier: BSD-3-Clause */
/* What a message queue is to the descriptor table. */
#include <errno.h>
#include <mote/heap.h>

#include "mq.h"

struct mote_list mote_mq_queues = MOTE_LIST_INIT(mote_mq_queues);

void mote_mq_tell(struct mq *queue, unsigned events)
{
	unsigned long flags = mote_spin_lock_irqsave(&queue->lock);
	struct mote_list *link;

	MOTE_LIST_FOREACH(link, &queue->files)
		mote_file_notify(&MOTE_CONTAINER_OF(link, struct mq_file, link)->file, events);
	mote_spin_unlock_irqrestore(&queue->lock, flags);
}

int mote_mq_take(struct mote_file *file, struct mote_semaphore *semaphore,
		 const struct mote_pthread_timing *timing)
{
	uint64_t deadline;
	int error;

	if (mote_semaphore_try_wait(semaphore) == 0)
		return 0;
	if (file->flags & O_NONBLOCK)
		return -EAGAIN;
	error = mote_pthread_deadline(timing, &deadline);
	if (error)
		return -error;
	switch (mote_semaphore_wait_until(semaphore, deadline)) {
	case MOTE_WAIT_WOKEN:
		return 0;
	case MOTE_WAIT_TIMED_OUT:
		return -ETIMEDOUT;
	default:
		return MOTE_FILE_INTERRUPTED;
	}
}

static unsigned mq_poll(struct mote_file *file)
{
	const struct mq *queue = mq_of_file(file)->queue;

	return (queue->count ? POLLIN : 0) | (queue->count < queue->most_messages ? POLLOUT : 0);
}

/* A notification that was asked for through FILE is asked for no more. */
static void leave(struct mq *queue, struct mq_file *file)
{
	unsigned long flags = mote_spin_lock_irqsave(&queue->lock);

	mote_list_remove(&file->link);
	if (queue->registered == &file->file)
		queue->registered = NULL;
	mote_spin_unlock_irqrestore(&queue->lock, flags);
}

static int mq_file_close(struct mote_file *file)
{
	struct mq_file *mq_file = mq_of_file(file);
	struct mq *queue = mq_file->queue;

	leave(queue, mq_file);
	mote_heap_free(mq_file);
	mote_ipc_lock();
	if (mote_ipc_release(&queue->object))
		mote_heap_free(queue);
	mote_ipc_unlock();
	return 0;
}

const struct mote_file_operations mote_mq_operations = {
	.name = "message queue",
	.poll = mq_poll,
	.close = mq_file_close,
};
