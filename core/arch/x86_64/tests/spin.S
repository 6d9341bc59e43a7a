/* SPDX-License-Identifier: BSD-3-Clause */
/* What interrupts must leave alone, tried while they come: for whoever has an interrupt to try. */

#define ROUNDS 1000
#define FLAG_CARRY 0
#define FLAG_DIRECTION 10

	.cfi_sections .debug_frame

	.macro	keep register
	push	%\register
	.cfi_adjust_cfa_offset 8
	.cfi_rel_offset \register, 0
	.endm

	.macro	back register
	pop	%\register
	.cfi_adjust_cfa_offset -8
	.cfi_restore \register
	.endm

/* A value for each register; the sign fills the upper half. */
#define VALUES(with) \
	with rax, -0x11111111; with rbx, 0x12121212; with rcx, -0x13131313; with rdx, 0x14141414; \
	with rsi, -0x15151515; with rdi, 0x16161616; with rbp, -0x17171717; with r8, 0x18181818; \
	with r9, -0x19191919; with r10, 0x1a1a1a1a; with r11, -0x1b1b1b1b; with r12, 0x1c1c1c1c; \
	with r13, -0x1d1d1d1d; with r14, 0x1e1e1e1e; with r15, -0x1f1f1f1f

	.macro	fill register, value
	mov	$\value, %\register
	.endm

	.macro	check register, value
	cmp	$\value, %\register
	jne	1f
	.endm

/*
 * bool mote_arch_test_registers(void): fills all general registers, waits, and says whether they
 * have kept their values.
 */
	.section .text.mote_arch_test_registers, "ax", @progbits
	.globl	mote_arch_test_registers
	.type	mote_arch_test_registers, @function
mote_arch_test_registers:
	.cfi_startproc
	keep	rbx
	keep	rbp
	keep	r12
	keep	r13
	keep	r14
	keep	r15
	pushq	$ROUNDS
	.cfi_adjust_cfa_offset 8
	VALUES(fill)
2:	decq	(%rsp)
	jnz	2b
	VALUES(check)
	mov	$1, %eax
	jmp	3f
1:	xor	%eax, %eax
3:	add	$8, %rsp
	.cfi_adjust_cfa_offset -8
	back	r15
	back	r14
	back	r13
	back	r12
	back	rbp
	back	rbx
	ret
	.cfi_endproc
	.size	mote_arch_test_registers, . - mote_arch_test_registers

/*
 * bool mote_arch_test_flags(void): sets flags, waits with instructions that leave them alone, and
 * says whether they are still set.
 */
	.section .text.mote_arch_test_flags, "ax", @progbits
	.globl	mote_arch_test_flags
	.type	mote_arch_test_flags, @function
mote_arch_test_flags:
	.cfi_startproc
	mov	$ROUNDS, %ecx
	std
	stc
1:	lea	-1(%rcx), %rcx
	jrcxz	2f
	jmp	1b
2:	pushf
	.cfi_adjust_cfa_offset 8
	pop	%rdx
	.cfi_adjust_cfa_offset -8
	cld
	xor	%eax, %eax
	bt	$FLAG_CARRY, %edx
	jnc	3f
	bt	$FLAG_DIRECTION, %edx
	setc	%al
3:	ret
	.cfi_endproc
	.size	mote_arch_test_flags, . - mote_arch_test_flags
