/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Cancellation. A request is a bit of the thread. Who waits is interrupted, and looks at it at the cancellation
 * point that it waits in; who is about to wait is, too, since the interrupt is kept for the next wait. A
 * thread that may be cancelled anywhere is alerted.
 */
#include "cancel.h"

#include <errno.h>
#include <mote/alert.h>

#include "thread.h"

static bool is_due(const struct mote_pthread *self, bool anywhere)
{
	if (!self->cancel_requested || self->cancel_disabled || self->is_exiting)
		return false;
	return !anywhere || (self->cancel_asynchronous && !self->cancel_deferred);
}

static void act(bool anywhere)
{
	if (!is_due(mote_pthread_self(), anywhere))
		return;
	/* The alert handler is called with suspension disabled, and won't return. */
	if (anywhere)
		mote_suspend_enable();
	pthread_exit(PTHREAD_CANCELED);
}

/* Has THREAD look at the request that it has got. The lock is held. */
static void tell(struct mote_pthread *thread)
{
	if (thread->cancel_disabled)
		return;
	if (thread->cancel_asynchronous)
		mote_thread_alert(thread->thread);
	if (thread != &mote_pthread)
		mote_thread_interrupt(thread->thread);
}

int pthread_cancel(pthread_t thread)
{
	unsigned long flags = mote_spin_lock_irqsave(&mote_pthread_lock);
	int error = ESRCH;

	if (mote_pthread_lives(thread)) {
		error = 0;
		mote_cancel_hook = act;
		if (!thread->has_ended && !thread->cancel_requested) {
			thread->cancel_requested = true;
			tell(thread);
		}
	}
	mote_spin_unlock_irqrestore(&mote_pthread_lock, flags);
	return error;
}
