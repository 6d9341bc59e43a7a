/* SPDX-License-Identifier: BSD-3-Clause */
/* A call on another stack; the caller's is found again, also by who unwinds, through rbp. */

	.cfi_sections .debug_frame

	.section .text.mote_arch_call_on_stack, "ax", @progbits
	.globl	mote_arch_call_on_stack
	.type	mote_arch_call_on_stack, @function
mote_arch_call_on_stack:
	.cfi_startproc
	push	%rbp
	.cfi_adjust_cfa_offset 8
	.cfi_rel_offset rbp, 0
	mov	%rsp, %rbp
	.cfi_def_cfa_register rbp
	mov	%rdi, %rsp
	and	$-16, %rsp
	mov	%rdx, %rdi
	call	*%rsi
	leave
	.cfi_def_cfa rsp, 8
	.cfi_restore rbp
	ret
	.cfi_endproc
	.size	mote_arch_call_on_stack, . - mote_arch_call_on_stack
