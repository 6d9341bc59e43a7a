/* SPDX-License-Identifier: BSD-3-Clause */
#include "state.h"

int sigpending(sigset_t *set)
{
	struct mote_signal_thread *self = mote_signal_self();
	unsigned long flags = mote_spin_lock_irqsave(&mote_signal_lock);

	*set = (self->pending.set | mote_signal_process.set) & self->mask;
	mote_spin_unlock_irqrestore_nowake(&mote_signal_lock, flags);
	return 0;
}
