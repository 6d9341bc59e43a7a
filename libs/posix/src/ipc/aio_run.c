/* SPDX-License-Identifier: BSD-3-Clause */
/* What a worker does for a request, and what follows when it is done. */
#include <errno.h>
#include <mote/heap.h>

#include "aio_queue.h"

struct mote_wait_queue mote_aio_done = MOTE_WAIT_QUEUE_INIT(mote_aio_done, "asynchronous I/O");

static ssize_t read_once(struct mote_file *file, struct mote_io *io, off_t offset)
{
	const struct mote_file_operations *operations = file->operations;

	if (operations->pread)
		return operations->pread(file, io, offset);
	return operations->read ? operations->read(file, io) : -EINVAL;
}

static ssize_t write_once(struct mote_file *file, struct mote_io *io, off_t offset)
{
	const struct mote_file_operations *operations = file->operations;

	if (file->flags & O_APPEND)
		offset = MOTE_FILE_END;
	if (operations->pwrite)
		return operations->pwrite(file, io, &offset);
	return operations->write ? operations->write(file, io) : -EINVAL;
}

static ssize_t transfer(const struct aio_request *request)
{
	const struct aiocb *block = request->block;
	struct iovec part = {(void *)block->aio_buf, block->aio_nbytes};
	struct mote_io io = {.part = &part, .left = block->aio_nbytes};
	ssize_t result;

	if (!io.left)
		return 0;
	do
		result = request->kind == AIO_READ
				 ? read_once(request->file, &io, block->aio_offset)
				 : write_once(request->file, &io, block->aio_offset);
	while (result == MOTE_FILE_INTERRUPTED && io.left == block->aio_nbytes);
	/* What was done before an error is what counts. */
	return result < 0 && io.left < block->aio_nbytes ? (ssize_t)(block->aio_nbytes - io.left)
							 : result;
}

ssize_t mote_aio_run(struct aio_request *request)
{
	struct mote_file *file = request->file;

	switch (request->kind) {
	case AIO_SYNC:
	case AIO_SYNC_DATA:
		if (!file->operations->sync)
			return -EINVAL;
		return file->operations->sync(file, request->kind == AIO_SYNC_DATA);
	default:
		return transfer(request);
	}
}

/* From here on the block is the program's again, which may free it at once. */
static void hand_back(struct aiocb *block, ssize_t result)
{
	unsigned long flags = mote_spin_lock_irqsave(&mote_aio_lock);

	block->__result = result < 0 ? -1 : result;
	block->__error = result < 0 ? (int)-result : 0;
	block->__state = AIO_STATE_DONE;
	mote_aio_count--;
	mote_spin_unlock_irqrestore_nowake(&mote_aio_lock, flags);
}

static void wake_waiters(void)
{
	unsigned long flags = mote_spin_lock_irqsave(&mote_aio_lock);

	mote_wake_all(&mote_aio_done);
	mote_spin_unlock_irqrestore(&mote_aio_lock, flags);
}

void mote_aio_join_group(struct aio_group *group)
{
	unsigned long flags = mote_spin_lock_irqsave(&mote_aio_lock);

	group->left++;
	mote_spin_unlock_irqrestore_nowake(&mote_aio_lock, flags);
}

void mote_aio_leave_group(struct aio_group *group)
{
	unsigned long flags = mote_spin_lock_irqsave(&mote_aio_lock);
	bool was_last = --group->left == 0;

	mote_spin_unlock_irqrestore_nowake(&mote_aio_lock, flags);
	if (!was_last)
		return;
	mote_notify_send(&group->notify, SI_ASYNCIO);
	mote_heap_free(group);
}

/* Signals come before those who wait go on: a program may count on having got them. */
void mote_aio_finish(struct aio_request *request, ssize_t result)
{
	struct mote_file *file = request->file;

	hand_back(request->block, result);
	mote_notify_send(&request->notify, SI_ASYNCIO);
	wake_waiters();
	if (request->group)
		mote_aio_leave_group(request->group);
	mote_heap_free(request);
	mote_file_release(file);
}
