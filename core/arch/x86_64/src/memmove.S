/* SPDX-License-Identifier: BSD-3-Clause */
/* C11 §7.24.2.2. Copies downwards only where the target lies within the source. */
	.cfi_sections .debug_frame

	.section .text.memmove, "ax", @progbits
	.globl	memmove
	.type	memmove, @function
memmove:
	.cfi_startproc
	mov	%rdi, %rax
	mov	%rdx, %rcx
	mov	%rdi, %r8
	sub	%rsi, %r8
	cmp	%rdx, %r8
	jb	1f
	rep movsb
	ret
1:	lea	-1(%rdi, %rdx), %rdi
	lea	-1(%rsi, %rdx), %rsi
	std
	rep movsb
	cld
	ret
	.cfi_endproc
	.size	memmove, . - memmove
