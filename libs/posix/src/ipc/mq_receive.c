/* SPDX-License-Identifier: BSD-3-Clause */
/* mq_receive(), mq_timedreceive(). */
#include <errno.h>
#include <string.h>

#include "../error.h"
#include "../wait.h"
#include "mq.h"

struct incoming {
	char *data;
	size_t room;
	unsigned *priority; /* NULL: nobody wants to know */
};

static struct mq_message *take(struct mq *queue)
{
	unsigned long flags = mote_spin_lock_irqsave(&queue->lock);
	struct mq_message *message = mote_mq_heap_take(queue);

	mote_spin_unlock_irqrestore_nowake(&queue->lock, flags);
	return message;
}

static void give_back(struct mq *queue, struct mq_message *message)
{
	unsigned long flags = mote_spin_lock_irqsave(&queue->lock);

	message->next_free = queue->free;
	queue->free = message;
	mote_spin_unlock_irqrestore_nowake(&queue->lock, flags);
}

static ssize_t receive_from(struct mote_file *file, const struct incoming *incoming,
			    const struct mote_pthread_timing *timing)
{
	struct mq *queue = mq_of_file(file)->queue;
	struct mq_message *message;
	ssize_t result;

	if ((file->flags & O_ACCMODE) == O_WRONLY)
		return -EBADF;
	if (incoming->room < queue->most_bytes)
		return -EMSGSIZE;
	result = mote_mq_take(file, &queue->messages, timing);
	if (result)
		return result;
	message = take(queue);
	memcpy(incoming->data, message->data, message->bytes);
	if (incoming->priority)
		*incoming->priority = message->priority;
	result = (ssize_t)message->bytes;
	give_back(queue, message);
	mote_semaphore_post(&queue->room);
	mote_mq_tell(queue, POLLOUT);
	return result;
}

static ssize_t try(mqd_t descriptor, const struct incoming *incoming,
		   const struct mote_pthread_timing *timing)
{
	struct mote_file *file;
	ssize_t result = mq_hold(descriptor, &file);

	if (result)
		return result;
	result = receive_from(file, incoming, timing);
	mq_let_go(file);
	return result;
}

static ssize_t receive_within(mqd_t descriptor, const struct incoming *incoming,
			      const struct mote_pthread_timing *timing)
{
	ssize_t result;

	mote_posix_cancellation_point();
	for (;;) {
		result = try(descriptor, incoming, timing);
		if (result != MOTE_FILE_INTERRUPTED)
			return result;
		result = mote_posix_interrupted();
		if (result)
			return result;
	}
}

ssize_t mq_timedreceive(mqd_t descriptor, char *restrict data, size_t room,
			unsigned *restrict priority, const struct timespec *restrict time)
{
	struct incoming incoming = {.data = data, .room = room, .priority = priority};
	struct mote_pthread_timing timing = {.clock = CLOCK_REALTIME, .time = time};

	return mote_posix_result(receive_within(descriptor, &incoming, time ? &timing : NULL));
}

ssize_t mq_receive(mqd_t descriptor, char *data, size_t room, unsigned *priority)
{
	return mq_timedreceive(descriptor, data, room, priority, NULL);
}
