/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Alerts. That a thread has to call the handler is a bit of its own; when it is about to run the
 * scheduler turns that into mote_cpu()->resched, which is looked at wherever the processor may go to
 * another thread: at the release of a lock and at the end of an interrupt. So nothing else need ask.
 */
#include <mote/alert.h>
#include <mote/panic.h>

#include "../cpu.h"
#include "thread.h"

void mote_alert_attend(void)
{
	struct mote_cpu *cpu = mote_cpu();
	struct mote_thread *self = cpu->current;

	if (cpu->resched == mote_alert_attend)
		cpu->resched = NULL;
	if (!self->alerted || self->suspend_disabled || self->alerts_deferred)
		return;
	/* One that comes meanwhile waits for its turn; handlers within handlers would fill the stack. */
	self->suspend_disabled++;
	while (self->alerted) {
		self->alerted = false;
		mote_plat_irq_enable();
		mote_alert_handler();
		mote_plat_irq_save();
	}
	self->suspend_disabled--;
	if (self->suspend_requests)
		mote_suspend_stop();
}

void mote_thread_attend(void)
{
	unsigned long flags = mote_plat_irq_save();

	mote_alert_attend();
	mote_plat_irq_restore(flags);
}

void mote_alert_defer(void)
{
	mote_thread_self()->alerts_deferred++;
}

void mote_alert_allow(void)
{
	struct mote_thread *self = mote_thread_self();

	if (!self->alerts_deferred)
		mote_panic("thread %s allows alerts without having deferred them", self->name);
	if (!--self->alerts_deferred && self->alerted)
		mote_thread_attend();
}

void mote_thread_alert(struct mote_thread *thread)
{
	unsigned long flags = mote_spin_lock_irqsave(&mote_scheduler_lock);
	struct mote_cpu *cpu = mote_cpu();

	thread->alerted = true;
	if (!thread->suspend_disabled) {
		if (thread->waits_in && !thread->waits_for_good)
			mote_scheduler_end_wait(thread, MOTE_WAIT_INTERRUPTED);
		/* A switch that is owed already looks whether who runs then is alerted. */
		else if (thread == cpu->current && !cpu->idle && !cpu->resched)
			cpu->resched = mote_alert_attend;
	}
	mote_spin_unlock_irqrestore(&mote_scheduler_lock, flags);
}
