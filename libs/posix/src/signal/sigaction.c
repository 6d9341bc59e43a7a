/* SPDX-License-Identifier: BSD-3-Clause */
#include <errno.h>

#include "../error.h"
#include "state.h"

/* Signals of SET that were sent to anybody are forgotten. */
static void drop_pending(sigset_t set)
{
	struct mote_list *link;

	mote_signal_pending_drop(&mote_signal_process, set);
	MOTE_LIST_FOREACH(link, &mote_signal_threads)
		mote_signal_pending_drop(
			&MOTE_CONTAINER_OF(link, struct mote_signal_thread, link)->pending, set);
}

int mote_signal_action(int n, const struct sigaction *action, struct sigaction *old)
{
	struct sigaction before;
	unsigned long flags;

	if (!mote_signal_exists(n))
		return -EINVAL;
	if (action && MOTE_SIGNALS_UNBLOCKABLE & mote_signal_bit(n))
		return -EINVAL;
	flags = mote_spin_lock_irqsave(&mote_signal_lock);
	before = mote_signal_actions[n];
	if (action) {
		mote_signal_actions[n] = *action;
		mote_signal_actions[n].sa_mask &= ~MOTE_SIGNALS_UNBLOCKABLE;
		if (mote_signal_is_ignored(n))
			drop_pending(mote_signal_bit(n));
	}
	mote_spin_unlock_irqrestore_nowake(&mote_signal_lock, flags);
	if (old)
		*old = before;
	return 0;
}

int sigaction(int n, const struct sigaction *restrict action, struct sigaction *restrict old)
{
	return (int)mote_posix_result(mote_signal_action(n, action, old));
}
