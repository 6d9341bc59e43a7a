/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Suspension. There is no border between a kernel and its users here, so a thread that stopped just
 * anywhere might hold a lock that everybody needs. It stops only where it is not disabled:
 *
 *	READY		leaves the run queue at once
 *	WAITING		goes on waiting; when it is woken it becomes SUSPENDED instead of READY
 *	disabled	goes on until mote_suspend_enable() finds the request
 *
 * Locks of the core are held with interrupts masked, and on one CPU a thread that is not the running
 * one holds none.
 */
#include <mote/clock.h>
#include <mote/panic.h>

#include "../seeded_fault.h"
#include "thread.h"

/* Who waits for another thread to come to a place where it may stop. */
static struct mote_wait_queue stopping = MOTE_WAIT_QUEUE_INIT(stopping, "a thread's suspension");

/* Stops the calling thread where a request says so. The scheduler's lock is held. */
static void stop_if_requested(struct mote_thread *self)
{
	if (!self->suspend_requests || self->suspend_disabled)
		return;
	mote_scheduler_wake_all(&stopping);
	mote_scheduler_unready(self, MOTE_THREAD_SUSPENDED);
	mote_scheduler_switch();
}

/* Stops THREAD, which isn't the calling one, if it may be. Returns whether it executes nothing. */
static bool stop(struct mote_thread *thread)
{
	if (thread->suspend_disabled && !SEEDED(SUSPEND_ANYWHERE))
		return false;
	if (thread->state == MOTE_THREAD_READY && !SEEDED(SUSPEND_RUNS)) {
		mote_scheduler_unready(thread, MOTE_THREAD_SUSPENDED);
		mote_scheduler_wake_all(&stopping);
	}
	return true;
}

void mote_thread_suspend(struct mote_thread *thread)
{
	unsigned long flags = mote_spin_lock_irqsave(&mote_scheduler_lock);
	struct mote_thread *self = mote_thread_self();
	bool interrupted = false;

	thread->suspend_requests++;
	if (thread == self) {
		stop_if_requested(self);
	} else {
		/* Resumed by another meanwhile is as good: then nothing is to be waited for. */
		while (thread->suspend_requests && !stop(thread))
			interrupted |= mote_scheduler_wait(&stopping, MOTE_NEVER) ==
				       MOTE_WAIT_INTERRUPTED;
		self->interrupted |= interrupted;
	}
	mote_spin_unlock_irqrestore(&mote_scheduler_lock, flags);
}

void mote_thread_resume(struct mote_thread *thread)
{
	unsigned long flags = mote_spin_lock_irqsave(&mote_scheduler_lock);

	if (!thread->suspend_requests)
		mote_panic("thread %s is resumed and was not suspended", thread->name);
	if (!--thread->suspend_requests) {
		mote_scheduler_wake_all(&stopping);
		if (thread->state == MOTE_THREAD_SUSPENDED)
			mote_scheduler_ready(thread);
	}
	mote_spin_unlock_irqrestore(&mote_scheduler_lock, flags);
}

void mote_suspend_disable(void)
{
	mote_thread_self()->suspend_disabled++;
}

void mote_suspend_enable(void)
{
	struct mote_thread *self = mote_thread_self();
	unsigned long flags;

	if (!self->suspend_disabled)
		mote_panic("thread %s enables suspension without having disabled it", self->name);
	if (--self->suspend_disabled || !self->suspend_requests)
		return;
	flags = mote_spin_lock_irqsave(&mote_scheduler_lock);
	stop_if_requested(self);
	mote_spin_unlock_irqrestore(&mote_scheduler_lock, flags);
}
