/* SPDX-License-Identifier: BSD-3-Clause */
#include <config/LIB_POSIX_AIO_MAX.h>
#include <errno.h>
#include <mote/alert.h>
#include <mote/heap.h>

#include "../error.h"
#include "../wait.h"
#include "aio_queue.h"

/* What can't be handed over is done at once, with its error. */
static int give_up(struct aiocb *block, struct aio_group *group, int error)
{
	block->__result = -1;
	block->__error = -error;
	block->__state = AIO_STATE_DONE;
	if (group)
		mote_aio_leave_group(group);
	return error;
}

/* Hands BLOCK over as a part of GROUP, or of none. */
static int submit(struct aiocb *block, struct aio_group *group)
{
	int error;

	if (group)
		mote_aio_join_group(group);
	switch (block->aio_lio_opcode) {
	case LIO_READ:
		error = mote_aio_submit(block, AIO_READ, group);
		break;
	case LIO_WRITE:
		error = mote_aio_submit(block, AIO_WRITE, group);
		break;
	default:
		error = -EINVAL;
	}
	return error ? give_up(block, group, error) : 0;
}

/*
 * Returns 0, -EAGAIN where there was no room for one of them, else -EIO where one of them failed; that a
 * descriptor isn't open is the operation's own error, as if it had shown later.
 */
static int submit_all(struct aiocb *const blocks[], int count, struct aio_group *group)
{
	int result = 0;

	for (int i = 0; i < count; i++) {
		int error;

		if (!blocks[i] || blocks[i]->aio_lio_opcode == LIO_NOP)
			continue;
		error = submit(blocks[i], group);
		if (error && error != -EBADF && result != -EAGAIN)
			result = error == -EAGAIN ? -EAGAIN : -EIO;
	}
	return result;
}

static bool is_over(const struct aiocb *block)
{
	return !block || block->aio_lio_opcode == LIO_NOP ||
	       block->__state != AIO_STATE_IN_PROGRESS;
}

/* Waits until all are done. Returns 0, or -EINTR. */
static int wait_for_all(struct aiocb *const blocks[], int count)
{
	unsigned long flags = mote_spin_lock_irqsave(&mote_aio_lock);
	int error = 0;

	for (int i = 0; i < count && !error;) {
		if (is_over(blocks[i])) {
			i++;
			continue;
		}
		if (mote_wait(&mote_aio_done, &mote_aio_lock, &flags) != MOTE_WAIT_INTERRUPTED)
			continue;
		mote_spin_unlock_irqrestore(&mote_aio_lock, flags);
		error = mote_posix_interrupted();
		flags = mote_spin_lock_irqsave(&mote_aio_lock);
	}
	mote_spin_unlock_irqrestore(&mote_aio_lock, flags);
	return error;
}

static int wait_and_look(struct aiocb *const blocks[], int count)
{
	int error = wait_for_all(blocks, count);

	for (int i = 0; i < count && !error; i++)
		if (blocks[i] && blocks[i]->aio_lio_opcode != LIO_NOP && blocks[i]->__error)
			error = -EIO;
	return error;
}

/* The group that notifies by EVENT when all of it is done, with one for the call itself. */
static int make_group(const struct sigevent *event, struct aio_group **group)
{
	int error;

	*group = mote_heap_alloc(sizeof(**group));
	if (!*group)
		return -EAGAIN;
	(*group)->left = 1;
	error = mote_aio_prepare_notify(&(*group)->notify, event);
	if (error)
		mote_heap_free(*group);
	return error;
}

/* Nothing interrupts it: the group would be lost. */
static int submit_and_notify(struct aiocb *const blocks[], int count, const struct sigevent *event)
{
	struct aio_group *group;
	int error;

	mote_alert_defer();
	error = make_group(event, &group);
	if (!error) {
		error = submit_all(blocks, count, group);
		mote_aio_leave_group(group);
	}
	mote_alert_allow();
	return error;
}

static bool asks_for_something(const struct sigevent *event)
{
	return event && !(event->sigev_notify == SIGEV_SIGNAL && event->sigev_signo == 0);
}

static int list(int mode, struct aiocb *const blocks[], int count, const struct sigevent *event)
{
	int error, waited;

	if ((mode != LIO_WAIT && mode != LIO_NOWAIT) || count < 0 ||
	    count > CONFIG_LIB_POSIX_AIO_MAX || !blocks)
		return -EINVAL;
	if (mode == LIO_NOWAIT && asks_for_something(event))
		return submit_and_notify(blocks, count, event);
	error = submit_all(blocks, count, NULL);
	if (mode == LIO_NOWAIT)
		return error;
	waited = wait_and_look(blocks, count);
	return error ? error : waited;
}

int lio_listio(int mode, struct aiocb *restrict const blocks[restrict], int count,
	       struct sigevent *restrict event)
{
	mote_posix_cancellation_point();
	return (int)mote_posix_result(list(mode, (struct aiocb *const *)blocks, count, event));
}
