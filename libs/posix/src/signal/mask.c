/* SPDX-License-Identifier: BSD-3-Clause */
#include <errno.h>
#include <mote/alert.h>

#include "../error.h"
#include "state.h"

void mote_signal_put_mask(struct mote_signal_thread *self, sigset_t mask)
{
	sigset_t blocked;

	/* A thread that isn't the program's own blocks everything, and that can't be said more exactly. */
	if (mask != MOTE_SIGNALS_ALL)
		mask &= ~MOTE_SIGNALS_UNBLOCKABLE;
	blocked = mask & ~self->mask;
	self->mask = mask;
	if (blocked && mote_signal_leave_hook)
		mote_signal_leave_hook(self, blocked);
}

void mote_signal_set_mask(struct mote_signal_thread *self, sigset_t mask)
{
	mote_signal_put_mask(self, mask);
	if ((self->pending.set | mote_signal_process.set) & ~mask)
		mote_thread_alert(self->thread);
}

/* MASK changed as HOW and SET say. Returns 0 or -EINVAL. */
static int change(sigset_t *mask, int how, sigset_t set)
{
	switch (how) {
	case SIG_BLOCK:
		*mask |= set;
		return 0;
	case SIG_UNBLOCK:
		*mask &= ~set;
		return 0;
	case SIG_SETMASK:
		*mask = set;
		return 0;
	default:
		return -EINVAL;
	}
}

int pthread_sigmask(int how, const sigset_t *restrict set, sigset_t *restrict old)
{
	struct mote_signal_thread *self = mote_signal_self();
	sigset_t before, mask;
	unsigned long flags = mote_spin_lock_irqsave(&mote_signal_lock);
	int error = 0;

	before = mask = self->mask & ~MOTE_SIGNALS_UNBLOCKABLE;
	if (set) {
		error = change(&mask, how, *set);
		if (!error)
			mote_signal_set_mask(self, mask);
	}
	mote_spin_unlock_irqrestore(&mote_signal_lock, flags);
	if (!error && old)
		*old = before;
	return -error;
}

int sigprocmask(int how, const sigset_t *restrict set, sigset_t *restrict old)
{
	return (int)mote_posix_result(-pthread_sigmask(how, set, old));
}
