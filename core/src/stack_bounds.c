/* SPDX-License-Identifier: BSD-3-Clause */
#include <config/INTERRUPTS.h>
#include <config/THREADS.h>
#include <mote/plat.h>
#include <mote/stack.h>

#include "thread/thread.h"

static const struct mote_plat_stack none;

/* Its guard page included. */
static bool holds(struct mote_plat_stack stack, uintptr_t address)
{
	return address >= stack.begin - MOTE_PLAT_PAGE_BYTES && address < stack.end;
}

/* Without interrupts there is none, not even for an optimiser to leave out. */
static struct mote_plat_stack interrupt_stack(void)
{
#if CONFIG_INTERRUPTS
	return mote_plat_interrupt_stack();
#else
	return none;
#endif
}

static bool is_interrupt_stack(uintptr_t address)
{
	return holds(interrupt_stack(), address);
}

/* The stack in which, or in the guard page of which, ADDRESS is. */
static struct mote_plat_stack stack_at(uintptr_t address)
{
	if (is_interrupt_stack(address))
		return interrupt_stack();
	if (CONFIG_THREADS)
		return mote_thread_stack_at(address);
	return holds(mote_plat_main_stack(), address) ? mote_plat_main_stack() : none;
}

uintptr_t mote_stack_end(uintptr_t address)
{
	struct mote_plat_stack stack = stack_at(address);

	/* An overflown stack is readable from its begin on; the report starts at the pointer. */
	return address >= stack.begin ? stack.end : 0;
}

bool mote_stack_is_guard(uintptr_t address)
{
	return address < stack_at(address).begin;
}

uintptr_t mote_stack_interrupted(uintptr_t address)
{
	return is_interrupt_stack(address) ? ((uintptr_t *)interrupt_stack().end)[-1] : 0;
}
