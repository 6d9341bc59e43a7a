/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Interrupts: their lines for drivers, the interrupt controller device class, and what a platform
 * calls around each interrupt.
 */
#ifndef MOTE_INTERRUPT_H
#define MOTE_INTERRUPT_H

#include <mote/table.h>
#include <stdbool.h>

typedef void mote_interrupt_handler(void *argument);

/* How a line signals; what the firmware says about the line wins where it says something. */
enum mote_interrupt_trigger {
	MOTE_INTERRUPT_EDGE,	  /* active high */
	MOTE_INTERRUPT_LEVEL_LOW, /* as PCI's lines */
	MOTE_INTERRUPT_LEVEL_HIGH,
};

/*
 * Leads interrupts of LINE (a global system interrupt, ACPI 6.4 §5.2.13) to HANDLER(ARGUMENT), which
 * runs in interrupt context: interrupts masked, on the interrupt stack, no waiting, no FPU. Returns
 * 0, -ENODEV where no controller has such a line, -EBUSY where it has a handler, -ENOMEM. Thread
 * context.
 */
int mote_interrupt_request(unsigned line, enum mote_interrupt_trigger trigger,
			   mote_interrupt_handler *handler, void *argument);

/*
 * Masks LINE, which was requested, and forgets its handler, which does not run any more on return.
 * Thread context.
 */
void mote_interrupt_free(unsigned line);

struct mote_interrupt_controller {
	const char *name;
	/* Prepares the device, all lines masked. Returns 0, or -ENODEV where it isn't there. */
	int (*start)(void);
	/* As mote_interrupt_request() and mote_interrupt_free(), which call them. */
	int (*enable)(unsigned line, enum mote_interrupt_trigger trigger,
		      mote_interrupt_handler *handler, void *argument);
	void (*disable)(unsigned line);
	unsigned rating; /* 1 or more; the highest that starts is taken */
	unsigned unused;
};

#define MOTE_INTERRUPT_CONTROLLER(id)                                                              \
	MOTE_TABLE_LAZY_ENTRY(struct mote_interrupt_controller, interrupt_controller,              \
			      mote_interrupt_controller_##id)

/*
 * Tells the scheduler that an interrupt may wake threads at any time: as long as somebody says so,
 * an image all of whose threads wait is idle, not deadlocked. mote_interrupt_request() calls it; who
 * has interrupts by other ways (event channels) calls it itself. Any context.
 */
void mote_interrupt_may_wake(bool may);

/* Whether the caller runs in an interrupt handler. Any context. */
bool mote_interrupt_is_active(void);

/*
 * What the platform calls at the begin of each interrupt, and at its end, interrupts masked. Where
 * the end says true another thread shall run: the platform then calls mote_arch_preempt() on the
 * stack of the interrupted thread, before it returns to it.
 */
void mote_interrupt_begin(void);
bool mote_interrupt_end(void);

/*
 * Gives way to another thread in the middle of the calling one: saves the whole FPU state around the
 * switch. Interrupts are masked.
 */
void mote_arch_preempt(void);

#endif
