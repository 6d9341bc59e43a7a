/* SPDX-License-Identifier: BSD-3-Clause */
#include "cond_wait.h"

#include <errno.h>

#include "../wait.h"
#include "cond.h"

/* Gives MUTEX up and waits, as one step. */
static enum mote_wait_result wait(pthread_cond_t *cond, pthread_mutex_t *mutex,
				  struct mote_pthread *self, uint64_t deadline)
{
	struct mote_wait_queue *queue = mote_cond_queue(cond);
	unsigned long flags = mote_spin_lock_irqsave(&mote_cond_lock);
	enum mote_wait_result result;

	if (!queue->waiters.next)
		mote_wait_queue_init(queue, "a pthread condition");
	mote_pthread_mutex_give_up(mutex, self);
	result = mote_wait_until(queue, &mote_cond_lock, &flags, deadline);
	mote_spin_unlock_irqrestore(&mote_cond_lock, flags);
	return result;
}

/* Has MUTEX again, DEPTH times over. */
static int lock_again(pthread_mutex_t *mutex, struct mote_pthread *self, unsigned depth)
{
	int error;

	if (!mutex->__kind && mote_mutex_try_lock_as(mote_mutex_core(mutex), self->thread)) {
		self->locks++;
		return 0;
	}
	error = mote_pthread_mutex_lock(mutex, NULL);
	mutex->__depth = depth;
	return error;
}

int mote_pthread_cond_wait(pthread_cond_t *cond, pthread_mutex_t *mutex,
			   const struct mote_pthread_timing *timing)
{
	struct mote_pthread *self = mote_pthread_self();
	unsigned depth = mutex->__depth;
	enum mote_wait_result result;
	uint64_t deadline;
	int error;

	mote_posix_cancellation_point();
	error = mote_pthread_deadline(timing, &deadline);
	if (error)
		return error;
	if (mote_mutex_owner(mote_mutex_core(mutex)) != self->thread)
		return mote_pthread_mutex_misused(mutex, self);
	/* A cancellation waits until the mutex is locked again: cleanup handlers count on that. */
	self->cancel_deferred++;
	result = wait(cond, mutex, self, deadline);
	error = lock_again(mutex, self, depth);
	self->cancel_deferred--;
	/* Who was woken has used a signal up, and should not end instead of acting on it. */
	if (result != MOTE_WAIT_WOKEN || self->cancel_asynchronous)
		mote_posix_cancellation_point();
	if (error)
		return error;
	return result == MOTE_WAIT_TIMED_OUT ? ETIMEDOUT : 0;
}

int pthread_cond_wait(pthread_cond_t *restrict cond, pthread_mutex_t *restrict mutex)
{
	return mote_pthread_cond_wait(cond, mutex, NULL);
}
