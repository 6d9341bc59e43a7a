/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * C11 §7.24.2.1. String instructions, which are small; eight bytes at a time as far as that goes.
 */
	.cfi_sections .debug_frame

	.section .text.memcpy, "ax", @progbits
	.globl	memcpy
	.type	memcpy, @function
memcpy:
	.cfi_startproc
	mov	%rdi, %rax
	mov	%rdx, %rcx
	shr	$3, %rcx
	rep movsq
	mov	%edx, %ecx
	and	$7, %ecx
	rep movsb
	ret
	.cfi_endproc
	.size	memcpy, . - memcpy
