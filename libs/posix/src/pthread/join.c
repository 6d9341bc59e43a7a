/* SPDX-License-Identifier: BSD-3-Clause */
#include "join.h"

#include <errno.h>

#include "../wait.h"
#include "thread.h"

/* Whether THREAD waits for the end of SELF, perhaps by way of others. */
static bool waits_for(const struct mote_pthread *thread, const struct mote_pthread *self)
{
	while (thread && thread != self)
		thread = thread->joining;
	return thread;
}

/* Why SELF may not join THREAD; 0: it may. The lock is held. */
static int refusal(const struct mote_pthread *thread, const struct mote_pthread *self)
{
	if (!mote_pthread_lives(thread))
		return ESRCH;
	if (waits_for(thread, self))
		return EDEADLK;
	return thread->is_detached || thread->joiner ? EINVAL : 0;
}

/*
 * Waits once for the end of THREAD. Returns 0 when it has ended, which is known to SELF alone then, EINTR
 * where the wait was interrupted, or what mote_pthread_join() does.
 */
static int wait_for_end(struct mote_pthread *thread, struct mote_pthread *self, uint64_t deadline)
{
	unsigned long flags = mote_spin_lock_irqsave(&mote_pthread_lock);
	enum mote_wait_result result = MOTE_WAIT_WOKEN;
	int error = refusal(thread, self);

	if (!error) {
		thread->joiner = self;
		self->joining = thread;
		if (!thread->has_ended)
			result =
				mote_wait_until(&thread->end, &mote_pthread_lock, &flags, deadline);
		self->joining = NULL;
		if (thread->has_ended) {
			mote_pthread_remove(thread);
		} else {
			thread->joiner = NULL;
			error = result == MOTE_WAIT_TIMED_OUT ? ETIMEDOUT : EINTR;
		}
	}
	mote_spin_unlock_irqrestore(&mote_pthread_lock, flags);
	return error;
}

int mote_pthread_join(pthread_t thread, void **result, const struct mote_pthread_timing *timing)
{
	struct mote_pthread *self = mote_pthread_self();
	uint64_t deadline;
	int error;

	do {
		mote_posix_cancellation_point();
		error = mote_pthread_deadline(timing, &deadline);
		if (error)
			return error;
		/* Until this thread has left the queue, and said so. */
		self->cancel_deferred++;
		error = wait_for_end(thread, self, deadline);
		self->cancel_deferred--;
	} while (error == EINTR);
	if (error)
		return error;
	if (result)
		*result = thread->result;
	if (!thread->is_main && !thread->is_kept)
		mote_thread_join(thread->thread, NULL);
	return 0;
}

int pthread_join(pthread_t thread, void **result)
{
	return mote_pthread_join(thread, result, NULL);
}
