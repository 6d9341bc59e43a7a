/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Where Xen enters on an exception (vectors 0 to 31; Intel SDM volume 3 §6.15). What the processor
 * would push it has pushed on the stack of what was interrupted, and rcx and r11 on top of that,
 * which it has destroyed.
 *
 * Each vector has a stub of TRAP_STUB_BYTES bytes, so small that the common part behind them is within
 * reach of a short jump. That makes all stacks alike, completes a struct mote_registers and calls
 * mote_arch_trap(), which doesn't return, on a stack of its own: of the other there may not be much
 * left.
 */
#include "trap.h"

	.cfi_sections .debug_frame

	.section .text.mote_xenpv_trap_stubs, "ax", @progbits
	.globl	mote_xenpv_trap_stubs
mote_xenpv_trap_stubs:
	.set	vector, 0
	.rept	TRAP_COUNT
	push	$vector
	jmp	common
	.set	vector, vector + 1
	.endr
	/* Fails to assemble where a jump has come out long. */
	.org	mote_xenpv_trap_stubs + TRAP_STUB_BYTES * TRAP_COUNT

	.type	common, @function
common:
	/* On the stack, upwards: the vector, rcx, r11, the error code if there is one, rip. */
	push	%rax
	mov	8(%rsp), %eax
	mov	16(%rsp), %rcx
	mov	24(%rsp), %r11
	bt	%eax, errors(%rip)
	jc	1f
	movq	$0, 24(%rsp)
	mov	%rax, 16(%rsp)
	pop	(%rsp)
	push	%rcx
	jmp	2f
1:	mov	%rax, 24(%rsp)
	pop	8(%rsp)
	mov	%rcx, (%rsp)
	/* And now: rcx, rax, the vector, the error code or 0, rip. */
2:	push	%rdx
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
	push	mote_xenpv_shared_info + 16	/* arch.cr2 in struct vcpu_info */
	cld
	mov	%rsp, %rdi
	mov	$mote_xenpv_trap_stack_end, %esp
	call	mote_arch_trap
	ud2
	.size	common, . - common

	.section .rodata.mote_xenpv_traps_with_error_code, "a", @progbits
	.balign	4
errors:	.long	TRAPS_WITH_ERROR_CODE
