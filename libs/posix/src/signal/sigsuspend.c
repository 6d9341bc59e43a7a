/* SPDX-License-Identifier: BSD-3-Clause */
/* Waiting for any handler to run. */
#include <errno.h>
#include <mote/wait.h>
#include <unistd.h>

#include "../wait.h"
#include "state.h"

/*
 * A handler that runs between the change of the mask and the wait is not missed: what is waited for is that
 * the count of handlers has grown.
 */
static void wait_for_handler(struct mote_signal_thread *self, unsigned before)
{
	struct mote_wait_queue nobody = MOTE_WAIT_QUEUE_INIT(nobody, "a signal");
	unsigned long flags = mote_spin_lock_irqsave(&mote_signal_lock);

	while (self->handled == before) {
		if (mote_wait(&nobody, &mote_signal_lock, &flags) != MOTE_WAIT_INTERRUPTED)
			continue;
		mote_spin_unlock_irqrestore(&mote_signal_lock, flags);
		mote_posix_interrupted_once();
		flags = mote_spin_lock_irqsave(&mote_signal_lock);
	}
	mote_spin_unlock_irqrestore(&mote_signal_lock, flags);
}

static int suspend(const sigset_t *mask)
{
	struct mote_signal_thread *self = mote_signal_self();
	unsigned before = self->handled;
	sigset_t old;

	mote_posix_cancellation_point();
	if (mask)
		pthread_sigmask(SIG_SETMASK, mask, &old);
	wait_for_handler(self, before);
	if (mask)
		pthread_sigmask(SIG_SETMASK, &old, NULL);
	errno = EINTR;
	return -1;
}

int sigsuspend(const sigset_t *mask)
{
	return suspend(mask);
}

int pause(void)
{
	return suspend(NULL);
}

int sigpause(int n)
{
	sigset_t mask;

	sigprocmask(SIG_BLOCK, NULL, &mask);
	return sigdelset(&mask, n) == 0 ? suspend(&mask) : -1;
}
