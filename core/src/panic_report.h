/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef CORE_PANIC_REPORT_H
#define CORE_PANIC_REPORT_H

struct mote_registers;

/*
 * Prints registers and the top of the stack, as scripts/motelib/panic.py reads them. Any context.
 */
void mote_panic_report(const struct mote_registers *registers);

#endif
