/* SPDX-License-Identifier: BSD-3-Clause */
/* Waiting for signals that are blocked, to take them without a handler. */
#include <errno.h>
#include <mote/clock.h>
#include <mote/wait.h>

#include "../error.h"
#include "../time/clock.h"
#include "../wait.h"
#include "state.h"

/* Takes a signal of SET that is pending. Returns its number, 0 for none. The lock is held. */
static int take(struct mote_signal_thread *self, sigset_t set, siginfo_t *info)
{
	int n = mote_signal_pending_take(&self->pending, set, info);

	return n ? n : mote_signal_pending_take(&mote_signal_process, set, info);
}

/*
 * Waits for a signal of SET until DEADLINE. Returns its number, -EAGAIN where none came, -EINTR where a
 * handler ran for another one.
 */
static int accept(sigset_t set, siginfo_t *info, uint64_t deadline)
{
	struct mote_wait_queue nobody = MOTE_WAIT_QUEUE_INIT(nobody, "a signal");
	struct mote_signal_thread *self = mote_signal_self();
	enum mote_wait_result result = MOTE_WAIT_WOKEN;
	unsigned before = self->handled;
	unsigned long flags;
	int n;

	mote_posix_cancellation_point();
	flags = mote_spin_lock_irqsave(&mote_signal_lock);
	for (;;) {
		n = take(self, set, info);
		if (n || result == MOTE_WAIT_TIMED_OUT || self->handled != before)
			break;
		/* Who sends one ends the wait. */
		self->waits_for = set;
		result = mote_wait_until(&nobody, &mote_signal_lock, &flags, deadline);
		self->waits_for = 0;
		if (result != MOTE_WAIT_INTERRUPTED)
			continue;
		mote_spin_unlock_irqrestore(&mote_signal_lock, flags);
		mote_posix_interrupted_once();
		flags = mote_spin_lock_irqsave(&mote_signal_lock);
	}
	mote_spin_unlock_irqrestore(&mote_signal_lock, flags);
	if (n)
		return n;
	return self->handled != before ? -EINTR : -EAGAIN;
}

static int accept_before(sigset_t set, siginfo_t *info, const struct timespec *timeout)
{
	uint64_t deadline = MOTE_NEVER;

	if (timeout) {
		if (!mote_timespec_is_valid(timeout) || timeout->tv_sec < 0)
			return -EINVAL;
		deadline = mote_clock_after(mote_timespec_nanoseconds(timeout));
	}
	return accept(set, info, deadline);
}

int sigtimedwait(const sigset_t *restrict set, siginfo_t *restrict info,
		 const struct timespec *restrict timeout)
{
	siginfo_t ours;

	return (int)mote_posix_result(accept_before(*set, info ? info : &ours, timeout));
}

int sigwaitinfo(const sigset_t *restrict set, siginfo_t *restrict info)
{
	return sigtimedwait(set, info, NULL);
}

int sigwait(const sigset_t *restrict set, int *restrict n)
{
	siginfo_t info;
	int result;

	/* Handlers of other signals don't end it: it has no error that would say so. */
	do
		result = accept(*set, &info, MOTE_NEVER);
	while (result == -EINTR);
	*n = result;
	return 0;
}
