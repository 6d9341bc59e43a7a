/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Where one thread gives way to another that it didn't ask for: when a lock is released, here, and
 * at the end of an interrupt (mote_arch_preempt()).
 */
#include <mote/spinlock.h>

#include "../cpu.h"
#include "thread.h"

void mote_spin_unlock_irqrestore(struct mote_spinlock *lock, unsigned long flags)
{
	void (*resched)(void) = mote_cpu()->resched;

	(void)lock;
	if (resched && mote_plat_irq_was_enabled(flags))
		resched();
	mote_plat_irq_restore(flags);
}

void mote_scheduler_preempt(void)
{
	mote_cpu()->resched();
}
