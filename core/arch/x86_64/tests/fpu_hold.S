/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * void mote_test_fpu_hold(const void *state, void *after, unsigned long turns)
 *
 * Loads the FPU with STATE, an image as FXSAVE makes it, unless that is NULL, spins for TURNS, and
 * stores in AFTER what the FPU holds then. In between nothing touches it but who interrupts. The caller
 * finds it as a function must leave it.
 */
	.section .text.mote_test_fpu_hold, "ax", @progbits
	.globl	mote_test_fpu_hold
	.type	mote_test_fpu_hold, @function
mote_test_fpu_hold:
	sub	$8, %rsp
	stmxcsr	(%rsp)
	fnstcw	4(%rsp)
	test	%rdi, %rdi
	jz	1f
	fxrstor64 (%rdi)
1:	pause
	dec	%rdx
	jnz	1b
	fxsave64 (%rsi)
	fninit
	fldcw	4(%rsp)
	ldmxcsr	(%rsp)
	add	$8, %rsp
	ret
	.size	mote_test_fpu_hold, . - mote_test_fpu_hold
