/* SPDX-License-Identifier: BSD-3-Clause */
#include "thread_signals.h"

#include <mote/alert.h>

#include "state.h"

void mote_signal_thread_begin(struct mote_signal_thread *signals, struct mote_thread *thread,
			      sigset_t mask)
{
	unsigned long flags;

	mote_list_init(&signals->pending.entries);
	signals->thread = thread;
	signals->mask = mask;
	flags = mote_spin_lock_irqsave(&mote_signal_lock);
	mote_list_append(&mote_signal_threads, &signals->link);
	mote_spin_unlock_irqrestore_nowake(&mote_signal_lock, flags);
}

void mote_signal_thread_unblock(struct mote_signal_thread *signals)
{
	unsigned long flags = mote_spin_lock_irqsave(&mote_signal_lock);

	signals->mask = signals->inherited;
	if ((signals->pending.set | mote_signal_process.set) & ~signals->mask)
		mote_thread_alert(signals->thread);
	mote_spin_unlock_irqrestore(&mote_signal_lock, flags);
}

void mote_signal_thread_end(struct mote_signal_thread *signals)
{
	unsigned long flags = mote_spin_lock_irqsave(&mote_signal_lock);
	sigset_t blocked = ~signals->mask;

	mote_list_remove(&signals->link);
	mote_list_init(&signals->link);
	/* An alert that comes now finds that everything is blocked. */
	signals->mask = MOTE_SIGNALS_ALL;
	if (mote_signal_leave_hook)
		mote_signal_leave_hook(signals, blocked);
	mote_spin_unlock_irqrestore(&mote_signal_lock, flags);
}
