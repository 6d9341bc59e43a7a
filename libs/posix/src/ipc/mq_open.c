/* SPDX-License-Identifier: BSD-3-Clause */
#include <errno.h>
#include <mote/heap.h>
#include <stdarg.h>
#include <stddef.h>

#include "../error.h"
#include "../file/path.h"
#include "mq.h"

/* What a queue gets that is made without attributes. */
#define DEFAULT_MESSAGES 10
#define DEFAULT_BYTES 8192

/* More than these are a mistake. */
#define MOST_MESSAGES (1l << 20)
#define MOST_BYTES (1l << 24)

/* How large a slot is. */
static size_t slot_bytes(size_t message_bytes)
{
	return (sizeof(struct mq_message) + message_bytes + 7) & ~(size_t)7;
}

static void make_slots(struct mq *queue, char *memory)
{
	for (size_t i = 0; i < queue->most_messages; i++) {
		struct mq_message *message = (struct mq_message *)memory;

		message->next_free = queue->free;
		queue->free = message;
		memory += slot_bytes(queue->most_bytes);
	}
}

static struct mq *make_queue(size_t messages, size_t bytes)
{
	size_t slots = offsetof(struct mq, heap[messages]);
	struct mq *queue = mote_heap_alloc(slots + messages * slot_bytes(bytes));

	if (!queue)
		return NULL;
	*queue = (struct mq){.most_messages = messages, .most_bytes = bytes};
	mote_semaphore_init(&queue->messages, 0);
	mote_semaphore_init(&queue->room, (unsigned)messages);
	mote_list_init(&queue->files);
	make_slots(queue, (char *)queue + slots);
	return queue;
}

static int create(const char *text, mode_t mode, const struct mq_attr *attributes,
		  struct mq **result)
{
	long messages = attributes ? attributes->mq_maxmsg : DEFAULT_MESSAGES;
	long bytes = attributes ? attributes->mq_msgsize : DEFAULT_BYTES;
	int error;

	if (messages <= 0 || messages > MOST_MESSAGES || bytes <= 0 || bytes > MOST_BYTES)
		return -EINVAL;
	*result = make_queue((size_t)messages, (size_t)bytes);
	if (!*result)
		return -ENOSPC;
	error = mote_ipc_enter(&mote_mq_queues, &(*result)->object, text, mote_umask_apply(mode));
	if (error)
		mote_heap_free(*result);
	return error;
}

static int find_or_create(const char *text, int flags, mode_t mode,
			  const struct mq_attr *attributes, struct mq **queue)
{
	struct mote_ipc_object *object = mote_ipc_find(&mote_mq_queues, text);
	mode_t wanted = 0;
	int error;

	if (!object)
		return flags & O_CREAT ? create(text, mode, attributes, queue) : -ENOENT;
	if ((flags & O_ACCMODE) != O_WRONLY)
		wanted |= MOTE_IPC_READ;
	if ((flags & O_ACCMODE) != O_RDONLY)
		wanted |= MOTE_IPC_WRITE;
	error = mote_ipc_check_open(object, flags, wanted);
	if (!error)
		*queue = MOTE_CONTAINER_OF(object, struct mq, object);
	return error;
}

/* What was made for a descriptor that there isn't goes again. */
static void take_back(struct mq *queue)
{
	mote_ipc_lock();
	if (queue->next_number == 0 && mote_ipc_opened(&queue->object) == 1)
		mote_ipc_take_name(&queue->object);
	mote_ipc_unlock();
}

static int install(struct mq_file *file, struct mq *queue, int flags, bool is_new)
{
	unsigned long irq;
	int descriptor;

	mote_file_init(&file->file, &mote_mq_operations, flags & (O_ACCMODE | O_NONBLOCK));
	file->queue = queue;
	irq = mote_spin_lock_irqsave(&queue->lock);
	mote_list_append(&queue->files, &file->link);
	mote_spin_unlock_irqrestore(&queue->lock, irq);
	descriptor = mote_descriptor_install(&file->file, O_CLOEXEC);
	if (descriptor < 0) {
		if (is_new)
			take_back(queue);
		mote_file_release(&file->file);
	}
	return descriptor;
}

static int open_queue(const char *name, int flags, mode_t mode, const struct mq_attr *attributes)
{
	struct mq_file *file;
	const char *text;
	struct mq *queue;
	int error = mote_ipc_check_name(name, &text);

	if (error)
		return error;
	if ((flags & O_ACCMODE) == O_ACCMODE)
		return -EINVAL;
	file = mote_heap_alloc(sizeof(*file));
	if (!file)
		return -ENOMEM;
	mote_ipc_lock();
	error = find_or_create(text, flags, mode, attributes, &queue);
	mote_ipc_unlock();
	if (!error)
		return install(file, queue, flags, flags & O_CREAT);
	mote_heap_free(file);
	return error;
}

mqd_t mq_open(const char *name, int flags, ...)
{
	const struct mq_attr *attributes = NULL;
	mode_t mode = 0;

	if (flags & O_CREAT) {
		va_list arguments;

		va_start(arguments, flags);
		mode = va_arg(arguments, mode_t);
		attributes = va_arg(arguments, const struct mq_attr *);
		va_end(arguments);
	}
	return (mqd_t)mote_posix_result(open_queue(name, flags, mode, attributes));
}

int mq_close(mqd_t descriptor)
{
	struct mote_file *file;
	int error = mq_hold(descriptor, &file);

	if (!error) {
		error = mote_descriptor_close(descriptor);
		mq_let_go(file);
	}
	return (int)mote_posix_result(error);
}
