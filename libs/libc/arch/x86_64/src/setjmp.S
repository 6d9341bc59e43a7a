/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * setjmp() and longjmp(), in place of newlib's, whose longjmp(..., 0) makes setjmp() return 0 where C11
 * §7.13.2.1 wants 1. Saved is what a function preserves (System V ABI for x86-64 §3.2.1): rbx, rbp, r12 to
 * r15, the stack pointer as it is after the return, the return address. Not the floating-point control
 * words: they are part of the environment, which longjmp() leaves as it is.
 */
	.cfi_sections .debug_frame

	.section .text.setjmp, "ax", @progbits
	.globl	setjmp
	.type	setjmp, @function
setjmp:
	.cfi_startproc
	mov	%rbx, (%rdi)
	mov	%rbp, 8(%rdi)
	mov	%r12, 16(%rdi)
	mov	%r13, 24(%rdi)
	mov	%r14, 32(%rdi)
	mov	%r15, 40(%rdi)
	lea	8(%rsp), %rax
	mov	%rax, 48(%rdi)
	mov	(%rsp), %rax
	mov	%rax, 56(%rdi)
	xor	%eax, %eax
	ret
	.cfi_endproc
	.size	setjmp, . - setjmp

	.section .text.longjmp, "ax", @progbits
	.globl	longjmp
	.type	longjmp, @function
longjmp:
	.cfi_startproc
	mov	%esi, %eax
	cmp	$1, %eax
	adc	$0, %eax			/* 0 becomes 1 */
	mov	(%rdi), %rbx
	mov	8(%rdi), %rbp
	mov	16(%rdi), %r12
	mov	24(%rdi), %r13
	mov	32(%rdi), %r14
	mov	40(%rdi), %r15
	mov	48(%rdi), %rsp
	jmp	*56(%rdi)
	.cfi_endproc
	.size	longjmp, . - longjmp

	.section .note.GNU-stack, "", @progbits
