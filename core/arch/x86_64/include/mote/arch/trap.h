/* SPDX-License-Identifier: BSD-3-Clause */
/* Exceptions of the processor, whoever delivers them: the processor itself or a hypervisor. */
#ifndef MOTE_ARCH_TRAP_H
#define MOTE_ARCH_TRAP_H

#include <mote/arch/registers.h>

/*
 * Panics for an exception that nobody handles: says which it was, for a page fault what was done
 * where. REGISTERS has the vector, the error code (0 where there is none) and cr2. Any context.
 */
_Noreturn void mote_arch_trap(struct mote_registers *registers);

#endif
