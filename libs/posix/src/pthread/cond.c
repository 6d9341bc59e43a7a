/* SPDX-License-Identifier: BSD-3-Clause */
#include "cond.h"

struct mote_spinlock mote_cond_lock;

int pthread_cond_signal(pthread_cond_t *cond)
{
	unsigned long flags;

	if (!mote_cond_has_waiters(cond))
		return 0;
	flags = mote_spin_lock_irqsave(&mote_cond_lock);
	mote_wake_one(mote_cond_queue(cond));
	mote_spin_unlock_irqrestore(&mote_cond_lock, flags);
	return 0;
}

int pthread_cond_broadcast(pthread_cond_t *cond)
{
	unsigned long flags;

	if (!mote_cond_has_waiters(cond))
		return 0;
	flags = mote_spin_lock_irqsave(&mote_cond_lock);
	mote_wake_all(mote_cond_queue(cond));
	mote_spin_unlock_irqrestore(&mote_cond_lock, flags);
	return 0;
}
