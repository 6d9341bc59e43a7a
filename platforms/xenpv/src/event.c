/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Interrupts. Xen has one for all event channels; the driver that knows about these takes it like an
 * interrupt vector.
 */
#include "event.h"

#include <mote/compiler.h>
#include <mote/errno.h>
#include <mote/interrupt.h>
#include <mote/plat.h>
#include <mote/stack.h>

#include "xen.h"

static void (*handler)(void *argument);
static void *handler_argument;

int mote_plat_vector_alloc(void (*new_handler)(void *argument), void *argument)
{
	unsigned long flags = mote_plat_irq_save();
	bool taken = handler;

	if (!taken) {
		handler = new_handler;
		handler_argument = argument;
	}
	mote_plat_irq_restore(flags);
	return taken ? -ENOSPC : 0;
}

void mote_plat_vector_free(int vector)
{
	(void)vector;
	handler = NULL;
}

bool mote_xenpv_event(uintptr_t stack_pointer);

/* Called on the interrupt stack. Returns whether the interrupted thread shall give way. */
bool mote_xenpv_event(uintptr_t stack_pointer)
{
	mote_stack_check(stack_pointer);
	mote_interrupt_begin();
	/* Before who sent it is looked for, so that one that comes meanwhile is not lost. */
	mote_xenpv_shared_info.pending = 0;
	if (handler)
		handler(handler_argument);
	return mote_interrupt_end();
}

extern const char mote_xenpv_event_entry[];

void mote_xenpv_events_start(void)
{
	const struct callback_register event = {
		.type = CALLBACKTYPE_EVENT,
		.address = (uintptr_t)mote_xenpv_event_entry,
	};

	hypercall2(HYPERVISOR_CALLBACK_OP, CALLBACKOP_REGISTER, (uintptr_t)&event);
}
