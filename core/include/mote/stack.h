/* SPDX-License-Identifier: BSD-3-Clause */
/* Which stack an address is in: for reports of what went wrong. Any context, and without locks. */
#ifndef MOTE_STACK_H
#define MOTE_STACK_H

#include <stdbool.h>
#include <stdint.h>

/* The end (first address behind) of the stack that holds ADDRESS; 0 where no known stack does. */
uintptr_t mote_stack_end(uintptr_t address);

/* Whether ADDRESS is in the unmapped page below a stack: what an overflow hits. */
bool mote_stack_is_guard(uintptr_t address);

/*
 * The stack pointer of what was interrupted, where ADDRESS is in the stack of interrupts or in the
 * page below it; else 0.
 */
uintptr_t mote_stack_interrupted(uintptr_t address);

/*
 * Panics where the running thread's STACK_POINTER leaves it less than MOTE_PLAT_STACK_RESERVE bytes
 * of its stack. For platforms on which an access to the guard page is not reported by itself: they
 * call it at each interrupt, the scheduler at each switch.
 */
void mote_stack_check(uintptr_t stack_pointer);

#endif
