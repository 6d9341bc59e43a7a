/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Where the processor enters on an interrupt. A stub for each vector pushes its number, counted
 * from INTERRUPT_FIRST. The common part saves on the interrupted stack what a C function may
 * destroy, and handles the interrupt on the interrupt stack; interrupts stay masked, so one such
 * stack is enough. Where another thread shall run it gives way on the stack of the interrupted one,
 * which goes on here when its turn comes again.
 *
 * %rbp holds the interrupted stack pointer meanwhile, and so does the last word of the interrupt
 * stack, where a panic report finds it.
 */
#include <config/THREAD_PREEMPTION.h>
#include "interrupt.h"

	.macro	save register
	push	%\register
	.cfi_adjust_cfa_offset 8
	.cfi_rel_offset \register, 0
	.endm

	.macro	restore register
	pop	%\register
	.cfi_adjust_cfa_offset -8
	.cfi_same_value \register
	.endm

/* What is saved: ten registers, above them the vector's number. */
#define SAVED_BYTES 80

	.cfi_sections .debug_frame

	.section .text.mote_pvh_interrupt_stubs, "ax", @progbits
	.globl	mote_pvh_interrupt_stubs
mote_pvh_interrupt_stubs:
	.set	number, 0
	.rept	INTERRUPT_COUNT
	push	$number
	jmp	interrupt
	.set	number, number + 1
	.endr
	/* Fails to assemble where a jump has come out long. */
	.org	mote_pvh_interrupt_stubs + INTERRUPT_STUB_BYTES * INTERRUPT_COUNT

	.type	interrupt, @function
interrupt:
	.cfi_startproc
	.cfi_signal_frame
	.cfi_def_cfa rsp, 48
	.cfi_offset rip, -40
	.cfi_offset rsp, -16
	save	rax
	save	rcx
	save	rdx
	save	rsi
	save	rdi
	save	r8
	save	r9
	save	r10
	save	r11
	save	rbp
	cld
	mov	%rsp, %rbp
	.cfi_def_cfa_register rbp
	mov	$mote_pvh_interrupt_stack_end, %esp
	push	%rbp
	push	%rbp			/* to a multiple of 16, as the ABI wants it */
	mov	SAVED_BYTES(%rbp), %edi
	call	mote_pvh_interrupt
	mov	%rbp, %rsp
	.cfi_def_cfa_register rsp
#if CONFIG_THREAD_PREEMPTION
	/* A multiple of 16 too: the processor aligns the stack before it pushes. */
	test	%al, %al
	jz	1f
	call	mote_arch_preempt
1:
#endif
	restore	rbp
	restore	r11
	restore	r10
	restore	r9
	restore	r8
	restore	rdi
	restore	rsi
	restore	rdx
	restore	rcx
	restore	rax
	add	$8, %rsp
	.cfi_adjust_cfa_offset -8
	iretq
	.cfi_endproc
	.size	interrupt, . - interrupt
