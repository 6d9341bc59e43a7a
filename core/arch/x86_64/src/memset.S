/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * C11 §7.24.6.1. String instructions, which are small; eight bytes at a time as far as that goes.
 */
	.cfi_sections .debug_frame

	.section .text.memset, "ax", @progbits
	.globl	memset
	.type	memset, @function
memset:
	.cfi_startproc
	mov	%rdi, %r8
	movzbl	%sil, %eax
	movabs	$0x0101010101010101, %rcx
	imul	%rcx, %rax
	mov	%rdx, %rcx
	shr	$3, %rcx
	rep stosq
	mov	%edx, %ecx
	and	$7, %ecx
	rep stosb
	mov	%r8, %rax
	ret
	.cfi_endproc
	.size	memset, . - memset
