/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The registers of a thread at one moment. The order is that in which the platform's trap entry
 * pushes them; assembly uses the offsets.
 */
#ifndef MOTE_ARCH_REGISTERS_H
#define MOTE_ARCH_REGISTERS_H

#ifndef __ASSEMBLER__
#include <stdint.h>

struct mote_registers {
	uint64_t cr2; /* the address of a page fault; else 0 */
	uint64_t r15, r14, r13, r12, r11, r10, r9, r8;
	uint64_t rdi, rsi, rbp, rbx, rdx, rcx, rax;
	uint64_t vector, error;
	/* From here on the processor pushes by itself (Intel SDM volume 3 §6.14.2). */
	uint64_t rip, cs, rflags, rsp, ss;
};

/*
 * Fills REGISTERS with those that a caller may rely on after a call (rbx, rbp, r12 to r15) and with
 * rip and rsp as they are when this function returns; the others become 0. Any context.
 */
void mote_arch_save_registers(struct mote_registers *registers);

/* Prints the registers as a panic report shows them. Any context. */
void mote_arch_print_registers(const struct mote_registers *registers);

/* The stack pointer among REGISTERS. Any context. */
static inline uintptr_t mote_arch_stack_pointer(const struct mote_registers *registers)
{
	return registers->rsp;
}
#endif

#define MOTE_REGISTERS_R15 8
#define MOTE_REGISTERS_R14 16
#define MOTE_REGISTERS_R13 24
#define MOTE_REGISTERS_R12 32
#define MOTE_REGISTERS_RBP 88
#define MOTE_REGISTERS_RBX 96
#define MOTE_REGISTERS_RIP 144
#define MOTE_REGISTERS_RSP 168
#define MOTE_REGISTERS_BYTES 184

#endif
