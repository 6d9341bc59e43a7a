/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Where Xen enters when an event channel has become pending. As for an exception it has pushed what
 * the processor would push, and rcx and r11; interrupts are masked. What a C function may destroy is
 * saved on the interrupted stack, the event handled on the interrupt stack; interrupts stay masked, so
 * one such stack is enough. Where another thread shall run it gives way on the stack of the
 * interrupted one, which goes on here when its turn comes again.
 *
 * %rbp holds the interrupted stack pointer meanwhile, and so does the last word of the interrupt
 * stack, where a panic report finds it.
 */
#include <config/THREAD_PREEMPTION.h>
#include "xen.h"

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

	.cfi_sections .debug_frame

	.section .text.mote_xenpv_event_entry, "ax", @progbits
	.globl	mote_xenpv_event_entry
	.type	mote_xenpv_event_entry, @function
mote_xenpv_event_entry:
	.cfi_startproc
	.cfi_signal_frame
	.cfi_def_cfa rsp, 56
	.cfi_offset rip, -40
	.cfi_offset rsp, -16
	.cfi_offset r11, -48
	.cfi_offset rcx, -56
	save	rax
	save	rdx
	save	rsi
	save	rdi
	save	r8
	save	r9
	save	r10
	save	rbp
	cld
	mov	%rsp, %rbp
	.cfi_def_cfa_register rbp
	mov	$mote_xenpv_interrupt_stack_end, %esp
	push	%rbp
	push	%rbp			/* to a multiple of 16, as the ABI wants it */
	mov	%rbp, %rdi
	call	mote_xenpv_event
	mov	%rbp, %rsp
	.cfi_def_cfa_register rsp
#if CONFIG_THREAD_PREEMPTION
	test	%al, %al
	jz	1f
	call	mote_arch_preempt
1:
#endif
	restore	rbp
	restore	r10
	restore	r9
	restore	r8
	restore	rdi
	restore	rsi
	restore	rdx
	restore	rax
	/*
	 * What HYPERVISOR_iret takes (arch-x86/xen-x86_64.h, struct iret_context): under the frame
	 * flags, rcx, r11, rax. It unmasks interrupts and goes on in one.
	 */
	restore	rcx
	restore	r11
	push	$0
	.cfi_adjust_cfa_offset 8
	save	rcx
	save	r11
	save	rax
	mov	$HYPERVISOR_IRET, %eax
	syscall
	.cfi_endproc
	.size	mote_xenpv_event_entry, . - mote_xenpv_event_entry
