/* SPDX-License-Identifier: BSD-3-Clause */
/* aio_read(), aio_write(), aio_fsync(). */
#include <errno.h>
#include <limits.h>
#include <mote/alert.h>
#include <mote/heap.h>
#include <mote/thread.h>
#include <stdint.h>

#include "../error.h"
#include "../signal/state.h"
#include "aio_queue.h"

static bool is_transfer(enum aio_kind kind)
{
	return kind == AIO_READ || kind == AIO_WRITE;
}

static int check_block(const struct aiocb *block, enum aio_kind kind)
{
	if (!is_transfer(kind))
		return 0;
	if (!block->aio_buf || block->aio_nbytes > PTRDIFF_MAX || block->aio_offset < 0)
		return -EINVAL;
	return block->aio_reqprio < 0 || block->aio_reqprio > AIO_PRIO_DELTA_MAX ? -EINVAL : 0;
}

static int check_file(const struct mote_file *file, enum aio_kind kind)
{
	int wrong = kind == AIO_READ ? O_WRONLY : O_RDONLY;

	return (file->flags & O_ACCMODE) == wrong ? -EBADF : 0;
}

/* How important the operation is: as the caller, less what the block says. */
static unsigned priority_of(const struct aiocb *block, enum aio_kind kind)
{
	unsigned own = mote_thread_priority(mote_thread_self());
	unsigned less = is_transfer(kind) ? (unsigned)block->aio_reqprio : 0;

	return own > less ? own - less : 0;
}

/* What sigevents that are all zeros ask for is a signal that isn't one: none. */
int mote_aio_prepare_notify(struct mote_notify *notify, const struct sigevent *event)
{
	bool is_none = event->sigev_notify == SIGEV_SIGNAL && event->sigev_signo == 0;

	/* The signal may be for this thread, which pthreads may not know yet. */
	mote_signal_self();
	return mote_notify_prepare(notify, is_none ? NULL : event);
}

static int make_request(struct aiocb *block, enum aio_kind kind, struct aio_group *group,
			struct aio_request *request)
{
	int error = check_block(block, kind);

	if (!error)
		error = mote_aio_prepare_notify(&request->notify, &block->aio_sigevent);
	if (error)
		return error;
	request->file = mote_descriptor_get(block->aio_fildes);
	if (!request->file)
		return -EBADF;
	request->block = block;
	request->kind = kind;
	request->priority = priority_of(block, kind);
	request->group = group;
	error = check_file(request->file, kind);
	if (!error)
		error = mote_aio_queue(request);
	if (error)
		mote_file_release(request->file);
	return error;
}

/* Nothing interrupts it: a request is either made or not. */
int mote_aio_submit(struct aiocb *block, enum aio_kind kind, struct aio_group *group)
{
	struct aio_request *request;
	int error = -EAGAIN;

	mote_alert_defer();
	request = mote_heap_alloc(sizeof(*request));
	if (request)
		error = make_request(block, kind, group, request);
	if (error)
		mote_heap_free(request);
	mote_alert_allow();
	return error;
}

int aio_read(struct aiocb *block)
{
	return (int)mote_posix_result(block ? mote_aio_submit(block, AIO_READ, NULL) : -EINVAL);
}

int aio_write(struct aiocb *block)
{
	return (int)mote_posix_result(block ? mote_aio_submit(block, AIO_WRITE, NULL) : -EINVAL);
}

int aio_fsync(int operation, struct aiocb *block)
{
	enum aio_kind kind = AIO_SYNC;

	if (!block)
		return (int)mote_posix_result(-EINVAL);
#if defined(O_DSYNC) && O_DSYNC != O_SYNC
	if (operation == O_DSYNC)
		kind = AIO_SYNC_DATA;
	else
#endif
		if (operation != O_SYNC)
		return (int)mote_posix_result(-EINVAL);
	return (int)mote_posix_result(mote_aio_submit(block, kind, NULL));
}
