/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Lines of interrupts, and what holds around each interrupt: docs/interrupts.md. The controller is
 * only looked for when the first line is requested, as many images have none.
 */
#include <mote/interrupt.h>

#include <config/THREAD_PREEMPTION.h>
#include <mote/errno.h>
#include <mote/spinlock.h>

#include "cpu.h"
#include "seeded_fault.h"

MOTE_TABLE_LAZY_DEFINE(struct mote_interrupt_controller, interrupt_controller);

static const struct mote_interrupt_controller *controller;
static struct mote_spinlock lock;

/* Interrupts are masked meanwhile, once in an image, so that no other thread looks too. */
static void choose_controller(void)
{
	const struct mote_interrupt_controller *candidate;
	unsigned long flags = mote_spin_lock_irqsave(&lock);
	unsigned best = controller ? ~0u : 0;

	MOTE_TABLE_FOREACH(candidate, interrupt_controller) {
		if (candidate->rating <= best || candidate->start() != 0)
			continue;
		best = candidate->rating;
		controller = candidate;
	}
	mote_spin_unlock_irqrestore(&lock, flags);
}

int mote_interrupt_request(unsigned line, enum mote_interrupt_trigger trigger,
			   mote_interrupt_handler *handler, void *argument)
{
	int error;

	if (!controller)
		choose_controller();
	if (!controller)
		return -ENODEV;
	error = controller->enable(line, trigger, handler, argument);
	if (error == 0)
		mote_interrupt_may_wake(true);
	return error;
}

void mote_interrupt_free(unsigned line)
{
	controller->disable(line);
	mote_interrupt_may_wake(false);
}

void mote_interrupt_may_wake(bool may)
{
	unsigned long flags = mote_spin_lock_irqsave(&lock);

	mote_cpu()->wake_sources += may ? 1 : -1;
	mote_spin_unlock_irqrestore(&lock, flags);
}

bool mote_interrupt_is_active(void)
{
	return mote_cpu()->in_interrupt;
}

void mote_interrupt_begin(void)
{
	mote_cpu()->in_interrupt = true;
}

bool mote_interrupt_end(void)
{
	struct mote_cpu *cpu = mote_cpu();

	cpu->in_interrupt = false;
	/* An idle processor is in the scheduler already, and looks by itself. */
	return CONFIG_THREAD_PREEMPTION && cpu->resched && !cpu->idle &&
	       !SEEDED(MISSED_IRQ_PREEMPTION);
}
