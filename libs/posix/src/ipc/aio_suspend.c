/* SPDX-License-Identifier: BSD-3-Clause */
#include <errno.h>
#include <mote/clock.h>

#include "../error.h"
#include "../time/clock.h"
#include "../wait.h"
#include "aio_queue.h"

static bool is_any_done(const struct aiocb *const blocks[], int count)
{
	for (int i = 0; i < count; i++)
		if (blocks[i] && blocks[i]->__state != AIO_STATE_IN_PROGRESS)
			return true;
	return false;
}

static int wait(const struct aiocb *const blocks[], int count, uint64_t deadline)
{
	unsigned long flags = mote_spin_lock_irqsave(&mote_aio_lock);
	int error = 0;

	while (!error && !is_any_done(blocks, count)) {
		switch (mote_wait_until(&mote_aio_done, &mote_aio_lock, &flags, deadline)) {
		case MOTE_WAIT_WOKEN:
			break;
		case MOTE_WAIT_TIMED_OUT:
			error = is_any_done(blocks, count) ? 0 : -EAGAIN;
			break;
		case MOTE_WAIT_INTERRUPTED:
			mote_spin_unlock_irqrestore(&mote_aio_lock, flags);
			error = mote_posix_interrupted();
			flags = mote_spin_lock_irqsave(&mote_aio_lock);
		}
	}
	mote_spin_unlock_irqrestore(&mote_aio_lock, flags);
	return error;
}

int aio_suspend(const struct aiocb *const blocks[], int count, const struct timespec *timeout)
{
	uint64_t deadline = MOTE_NEVER;

	mote_posix_cancellation_point();
	if (count < 0 || !blocks || (timeout && !mote_timespec_is_valid(timeout)))
		return (int)mote_posix_result(-EINVAL);
	if (timeout)
		deadline = mote_clock_after(mote_timespec_nanoseconds(timeout));
	return (int)mote_posix_result(wait(blocks, count, deadline));
}
