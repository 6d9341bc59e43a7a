/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Panic: the image cannot go on. It prints what happened and, with CONFIG_PANIC_REPORT, the
 * registers, the top of the stack and the thread, in a form that the tools on the host turn into a
 * backtrace, and ends the image with status 70. A panic while another is reported is reported too.
 */
#ifndef MOTE_PANIC_H
#define MOTE_PANIC_H

#include <mote/compiler.h>

struct mote_registers;

/* Panics from code. Takes printf's arguments, needs no newline. Any context. */
_Noreturn void mote_panic(const char *format, ...) MOTE_PRINTF(1, 2);

/*
 * Panics with REGISTERS as the place where it happened: what the platform calls for a trap that
 * nobody handles. REGISTERS is the state at the moment of the trap.
 */
_Noreturn void mote_panic_at(const struct mote_registers *registers, const char *format, ...)
	MOTE_PRINTF(2, 3);

#endif
