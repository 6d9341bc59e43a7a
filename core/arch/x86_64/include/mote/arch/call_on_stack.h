/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef MOTE_ARCH_CALL_ON_STACK_H
#define MOTE_ARCH_CALL_ON_STACK_H

/*
 * Calls FUNCTION(ARGUMENT) with a stack that ends at END (the address behind its highest), and goes on with the
 * present one when it returns. Thread context.
 */
void mote_arch_call_on_stack(void *end, void (*function)(void *argument), void *argument);

#endif
