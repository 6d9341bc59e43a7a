/* SPDX-License-Identifier: BSD-3-Clause */
/* mq_send(), mq_timedsend(). */
#include <errno.h>
#include <limits.h>
#include <string.h>

#include "../error.h"
#include "../wait.h"
#include "mq.h"

struct outgoing {
	const char *data;
	size_t bytes;
	unsigned priority;
};

static struct mq_message *take_free(struct mq *queue)
{
	unsigned long flags = mote_spin_lock_irqsave(&queue->lock);
	struct mq_message *message = queue->free;

	queue->free = message->next_free;
	mote_spin_unlock_irqrestore_nowake(&queue->lock, flags);
	return message;
}

/*
 * Puts MESSAGE in. Where it comes to an empty queue, nobody waits for it, and somebody has asked for it,
 * stores in NOTIFY whom to tell, once, and returns true.
 */
static bool put(struct mq *queue, struct mq_message *message, struct mote_notify *notify)
{
	unsigned long flags = mote_spin_lock_irqsave(&queue->lock);
	bool tell = queue->registered && !queue->count &&
		    mote_list_is_empty(&queue->messages.queue.waiters);

	mote_mq_heap_insert(queue, message);
	if (tell) {
		*notify = queue->notify;
		queue->registered = NULL;
	}
	mote_spin_unlock_irqrestore_nowake(&queue->lock, flags);
	return tell;
}

static int send_to(struct mote_file *file, const struct outgoing *outgoing,
		   const struct mote_pthread_timing *timing)
{
	struct mq *queue = mq_of_file(file)->queue;
	struct mq_message *message;
	struct mote_notify notify;
	bool tell;
	int error;

	if ((file->flags & O_ACCMODE) == O_RDONLY)
		return -EBADF;
	if (outgoing->priority >= MQ_PRIO_MAX)
		return -EINVAL;
	if (outgoing->bytes > queue->most_bytes)
		return -EMSGSIZE;
	error = mote_mq_take(file, &queue->room, timing);
	if (error)
		return error;
	message = take_free(queue);
	memcpy(message->data, outgoing->data, outgoing->bytes);
	message->bytes = outgoing->bytes;
	message->priority = outgoing->priority;
	tell = put(queue, message, &notify);
	mote_semaphore_post(&queue->messages);
	mote_mq_tell(queue, POLLIN);
	if (tell)
		mote_notify_send(&notify, SI_MESGQ);
	return 0;
}

static int try(mqd_t descriptor, const struct outgoing *outgoing,
	       const struct mote_pthread_timing *timing)
{
	struct mote_file *file;
	int error = mq_hold(descriptor, &file);

	if (error)
		return error;
	error = send_to(file, outgoing, timing);
	mq_let_go(file);
	return error;
}

static int send_within(mqd_t descriptor, const struct outgoing *outgoing,
		       const struct mote_pthread_timing *timing)
{
	int error;

	mote_posix_cancellation_point();
	for (;;) {
		error = try(descriptor, outgoing, timing);
		if (error != MOTE_FILE_INTERRUPTED)
			return error;
		error = mote_posix_interrupted();
		if (error)
			return error;
	}
}

int mq_timedsend(mqd_t descriptor, const char *data, size_t bytes, unsigned priority,
		 const struct timespec *time)
{
	struct outgoing outgoing = {.data = data, .bytes = bytes, .priority = priority};
	struct mote_pthread_timing timing = {.clock = CLOCK_REALTIME, .time = time};

	return (int)mote_posix_result(send_within(descriptor, &outgoing, time ? &timing : NULL));
}

int mq_send(mqd_t descriptor, const char *data, size_t bytes, unsigned priority)
{
	return mq_timedsend(descriptor, data, bytes, priority, NULL);
}
