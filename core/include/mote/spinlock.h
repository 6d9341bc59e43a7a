/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Spin locks. Every critical section of the core names the lock that guards it. On one CPU a lock
 * only masks interrupts and takes no memory of its own; the name is what makes several CPUs
 * possible later.
 */
#ifndef MOTE_SPINLOCK_H
#define MOTE_SPINLOCK_H

#include <config/THREAD_PREEMPTION.h>
#include <mote/plat.h>

struct mote_spinlock {
	/* Nothing on one CPU. */
};

/*
 * Takes LOCK with interrupts masked; returns what mote_spin_unlock_irqrestore() needs. Any context.
 */
static inline unsigned long mote_spin_lock_irqsave(struct mote_spinlock *lock)
{
	(void)lock;
	return mote_plat_irq_save();
}

/*
 * Releases LOCK and puts interrupts back to what they were. Where that unmasks them and a thread of a
 * higher priority was woken meanwhile, that one runs now. Any context.
 */
#if CONFIG_THREAD_PREEMPTION
void mote_spin_unlock_irqrestore(struct mote_spinlock *lock, unsigned long flags);
#else
static inline void mote_spin_unlock_irqrestore(struct mote_spinlock *lock, unsigned long flags)
{
	(void)lock;
	mote_plat_irq_restore(flags);
}
#endif

/*
 * The same where nothing that is done under LOCK can wake a thread, so that there is nobody to give
 * way to: what the few instructions of a fast path end with. Any context.
 */
static inline void mote_spin_unlock_irqrestore_nowake(struct mote_spinlock *lock,
						      unsigned long flags)
{
	(void)lock;
	mote_plat_irq_restore(flags);
}

/* Takes LOCK where interrupts are masked already. Any context. */
static inline void mote_spin_lock(struct mote_spinlock *lock)
{
	(void)lock;
}

/* Releases LOCK, which mote_spin_lock() has taken or which is given up in favour of another. */
static inline void mote_spin_unlock(struct mote_spinlock *lock)
{
	(void)lock;
}

#endif
