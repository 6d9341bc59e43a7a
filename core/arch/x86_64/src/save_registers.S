/* SPDX-License-Identifier: BSD-3-Clause */
#include <mote/arch/registers.h>

	.cfi_sections .debug_frame

	.section .text.mote_arch_save_registers, "ax", @progbits
	.globl	mote_arch_save_registers
	.type	mote_arch_save_registers, @function
mote_arch_save_registers:
	.cfi_startproc
	mov	%rdi, %rdx
	mov	$(MOTE_REGISTERS_BYTES / 8), %ecx
	xor	%eax, %eax
	rep stosq
	mov	%r15, MOTE_REGISTERS_R15(%rdx)
	mov	%r14, MOTE_REGISTERS_R14(%rdx)
	mov	%r13, MOTE_REGISTERS_R13(%rdx)
	mov	%r12, MOTE_REGISTERS_R12(%rdx)
	mov	%rbp, MOTE_REGISTERS_RBP(%rdx)
	mov	%rbx, MOTE_REGISTERS_RBX(%rdx)
	mov	(%rsp), %rax
	mov	%rax, MOTE_REGISTERS_RIP(%rdx)
	lea	8(%rsp), %rax
	mov	%rax, MOTE_REGISTERS_RSP(%rdx)
	ret
	.cfi_endproc
	.size	mote_arch_save_registers, . - mote_arch_save_registers
