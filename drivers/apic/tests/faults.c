/* SPDX-License-Identifier: BSD-3-Clause */
/* What goes wrong in an interrupt handler: the backtrace leads through it to what it interrupted. */
#include <mote/apic.h>
#include <mote/format.h>
#include <mote/panic.h>
#include <mote/plat.h>
#include <mote/test.h>

#include "self_interrupt.h"

static void *volatile null_pointer;

static MOTE_IN_BACKTRACE void interrupt_with(void (*handler)(void *argument))
{
	int vector = mote_plat_vector_alloc(handler, NULL);

	if (mote_apic_start() == 0)
		send_to_self(vector);
}

static void panic_in_handler(void *unused)
{
	(void)unused;
	mote_panic("in a handler");
}

MOTE_FAULT(interrupt_panic, "in a handler")
{
	interrupt_with(panic_in_handler);
}

static void write_in_handler(void *unused)
{
	(void)unused;
	*(volatile int *)null_pointer = 1;
}

MOTE_FAULT(interrupt_exception, "page fault: write to 0000000000000000, a null pointer")
{
	interrupt_with(write_in_handler);
}

static MOTE_IN_BACKTRACE int fault_interrupt_stack_overflow_deeper(volatile int *deep)
{
	volatile int deeper[64] = {deep[0] + 1};

	return deeper[0] ? fault_interrupt_stack_overflow_deeper(deeper) + deeper[1] : 0;
}

static void overflow_in_handler(void *unused)
{
	volatile int begin[1] = {0};

	(void)unused;
	mote_print("%d\n", fault_interrupt_stack_overflow_deeper(begin));
}

MOTE_FAULT(interrupt_stack_overflow, "page fault: write to *, the stack has overflowed")
{
	interrupt_with(overflow_in_handler);
}

static MOTE_IN_BACKTRACE void fault_interrupt_panic_in_panic_handler(void *unused)
{
	(void)unused;
	mote_panic("in a handler%s", (const char *)null_pointer + 1);
}

MOTE_FAULT(interrupt_panic_in_panic, "in a handler")
{
	interrupt_with(fault_interrupt_panic_in_panic_handler);
}

MOTE_FAULT(interrupt_unhandled, "unhandled interrupt, vector *")
{
	int error = mote_apic_start();
	int vector = mote_plat_vector_alloc(panic_in_handler, NULL);

	mote_plat_vector_free(vector);
	if (error == 0)
		send_to_self(vector);
}
