/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A message queue. Two semaphores count what there is to receive and what room there is to send, and hand
 * over to who waits: the first of the highest priority. Messages lie in slots that are made with the
 * queue, so that sending needs no memory; the full ones are in a heap, the first of the highest priority
 * at its root.
 *
 *	send      take one from room, fill a free slot, put it into the heap, post messages
 *	receive   take one from messages, take the root, empty it, make the slot free, post room
 */
#ifndef POSIX_IPC_MQ_H
#define POSIX_IPC_MQ_H

#include <errno.h>
#include <mote/alert.h>
#include <mote/file.h>
#include <mote/semaphore.h>
#include <mqueue.h>

#include "../pthread/deadline.h"
#include "../signal/notify.h"
#include "names.h"

struct mq_message {
	struct mq_message *next_free;
	uint64_t number; /* counted from the queue's begin */
	unsigned priority;
	size_t bytes;
	char data[];
};

struct mq {
	struct mote_ipc_object object;
	size_t most_messages;
	size_t most_bytes; /* in a message */
	struct mote_semaphore messages, room;
	struct mote_spinlock lock; /* guards all that follows */
	struct mq_message *free;
	size_t count;
	uint64_t next_number;
	struct mote_list files; /* the open descriptions */
	struct mote_file
		*registered; /* through which notification was asked for; NULL: it wasn't */
	struct mote_notify notify;
	struct mq_message *heap[]; /* of COUNT messages, room for all; the slots lie behind it */
};

/* An open message queue description. */
struct mq_file {
	struct mote_file file;
	struct mq *queue;
	struct mote_list link;
};

extern const struct mote_file_operations mote_mq_operations;

/* All queues that have a name; mote_ipc_lock() guards it. */
extern struct mote_list mote_mq_queues;

static inline struct mq_file *mq_of_file(struct mote_file *file)
{
	return MOTE_CONTAINER_OF(file, struct mq_file, file);
}

/*
 * Stores the file of a queue with a reference, which mq_let_go() gives back. Signals are handled and
 * cancellations come behind that: a handler that never returns must not take the reference with it. Returns
 * 0 or -EBADF. Thread context.
 */
static inline int mq_hold(mqd_t descriptor, struct mote_file **file)
{
	int error;

	mote_alert_defer();
	error = mote_descriptor_get_as(descriptor, &mote_mq_operations, -EBADF, file);
	if (error)
		mote_alert_allow();
	return error;
}

static inline void mq_let_go(struct mote_file *file)
{
	mote_file_release(file);
	mote_alert_allow();
}

/* The queue's lock is held. */
void mote_mq_heap_insert(struct mq *queue, struct mq_message *message);
struct mq_message *mote_mq_heap_take(struct mq *queue);

/* Tells who polls for QUEUE that EVENTS hold. The queue's lock isn't held. Any context. */
void mote_mq_tell(struct mq *queue, unsigned events);

/*
 * Takes one from SEMAPHORE for FILE, as its O_NONBLOCK and TIMING say. Returns 0, -EAGAIN, -ETIMEDOUT,
 * -EINVAL or MOTE_FILE_INTERRUPTED. Thread context.
 */
int mote_mq_take(struct mote_file *file, struct mote_semaphore *semaphore,
		 const struct mote_pthread_timing *timing);

#endif
