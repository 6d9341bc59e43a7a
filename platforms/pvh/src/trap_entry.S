/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Where the processor enters on an exception (vectors 0 to 31; Intel SDM volume 3 §6.15). Each
 * vector has a stub of TRAP_STUB_BYTES bytes, so small that the common part behind them is within
 * reach of a short jump. That makes all stacks alike, completes a struct mote_registers and calls
 * mote_arch_trap(), which doesn't return.
 */
#include "trap.h"

	.cfi_sections .debug_frame

	.section .text.mote_pvh_trap_stubs, "ax", @progbits
	.globl	mote_pvh_trap_stubs
mote_pvh_trap_stubs:
	.set	vector, 0
	.rept	TRAP_COUNT
	push	$vector
	jmp	common
	.set	vector, vector + 1
	.endr
	/* Fails to assemble where a jump has come out long. */
	.org	mote_pvh_trap_stubs + TRAP_STUB_BYTES * TRAP_COUNT

	.type	common, @function
common:
	.cfi_startproc
	.cfi_signal_frame
	.cfi_def_cfa rsp, 56
	.cfi_offset rip, -40
	.cfi_offset rsp, -16
	push	%rax
	mov	8(%rsp), %eax
	bt	%eax, errors(%rip)
	jc	1f
	/* The processor has pushed no error code for this vector: make room for a zero. */
	push	(%rsp)
	mov	%rax, 8(%rsp)
	movq	$0, 16(%rsp)
1:
	push	%rcx
	push	%rdx
	push	%rbx
	push	%rbp
	push	%rsi
	push	%rdi
	push	%r8
	push	%r9
	push	%r10
	push	%r11
	push	%r12
	push	%r13
	push	%r14
	push	%r15
	mov	%cr2, %rax
	push	%rax
	.cfi_adjust_cfa_offset 128
	cld
	mov	%rsp, %rdi
	sub	$8, %rsp		/* to a multiple of 16, as the ABI wants it */
	.cfi_adjust_cfa_offset 8
	call	mote_arch_trap
	ud2
	.cfi_endproc
	.size	common, . - common

	.section .rodata.mote_pvh_traps_with_error_code, "a", @progbits
	.balign	4
errors:	.long	TRAPS_WITH_ERROR_CODE
