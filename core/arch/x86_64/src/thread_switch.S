/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The switch between two threads that have both called it: only what a function must preserve is
 * saved (System V ABI for x86-64 §3.2.1): rbx, rbp, r12 to r15, the control bits of MXCSR and the
 * x87 control word.
 *
 * %rdi: the thread that runs, %rsi: the one to continue. A thread begins with its stack pointer.
 */
	.cfi_sections .debug_frame

	.section .text.mote_arch_thread_switch, "ax", @progbits
	.globl	mote_arch_thread_switch
	.type	mote_arch_thread_switch, @function
mote_arch_thread_switch:
	.cfi_startproc
	push	%rbx
	.cfi_adjust_cfa_offset 8
	push	%rbp
	.cfi_adjust_cfa_offset 8
	push	%r12
	.cfi_adjust_cfa_offset 8
	push	%r13
	.cfi_adjust_cfa_offset 8
	push	%r14
	.cfi_adjust_cfa_offset 8
	push	%r15
	.cfi_adjust_cfa_offset 8
	sub	$8, %rsp
	.cfi_adjust_cfa_offset 8
	stmxcsr	(%rsp)
	fnstcw	4(%rsp)

	mov	%rsp, (%rdi)
	mov	(%rsi), %rsp

	ldmxcsr	(%rsp)
	fldcw	4(%rsp)
	add	$8, %rsp
	.cfi_adjust_cfa_offset -8
	pop	%r15
	.cfi_adjust_cfa_offset -8
	pop	%r14
	.cfi_adjust_cfa_offset -8
	pop	%r13
	.cfi_adjust_cfa_offset -8
	pop	%r12
	.cfi_adjust_cfa_offset -8
	pop	%rbp
	.cfi_adjust_cfa_offset -8
	pop	%rbx
	.cfi_adjust_cfa_offset -8
	ret
	.cfi_endproc
	.size	mote_arch_thread_switch, . - mote_arch_thread_switch

/* Where the first switch to a thread returns to: the end of its backtrace. */
	.section .text.mote_arch_thread_start, "ax", @progbits
	.globl	mote_arch_thread_start
	.type	mote_arch_thread_start, @function
mote_arch_thread_start:
	.cfi_startproc
	.cfi_undefined rip
	call	mote_thread_main
	ud2
	.cfi_endproc
	.size	mote_arch_thread_start, . - mote_arch_thread_start
