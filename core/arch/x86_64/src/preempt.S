/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * An involuntary switch, at the end of an interrupt. The platform has saved the general registers;
 * what is left is the FPU, whose whole state a thread may be in the middle of using: FXSAVE's 512
 * bytes (Intel SDM volume 1 §10.5), which hold all that exists while CR4.OSXSAVE is off.
 */
#include "../../../src/seeded_fault.h"

	.cfi_sections .debug_frame

#define FXSAVE_BYTES 512

	.section .text.mote_arch_preempt, "ax", @progbits
	.globl	mote_arch_preempt
	.type	mote_arch_preempt, @function
mote_arch_preempt:
	.cfi_startproc
	push	%rbp
	.cfi_adjust_cfa_offset 8
	.cfi_rel_offset rbp, 0
	mov	%rsp, %rbp
	.cfi_def_cfa_register rbp
	sub	$FXSAVE_BYTES, %rsp
	and	$-16, %rsp
	fxsave64 (%rsp)
	/* Who runs next expects the x87 registers empty, as they are at a call; the rest it loads. */
	fninit
	call	mote_scheduler_preempt
#if !SEEDED(FPU_STATE)
	fxrstor64 (%rsp)
#endif
	leave
	.cfi_def_cfa rsp, 8
	.cfi_restore rbp
	ret
	.cfi_endproc
	.size	mote_arch_preempt, . - mote_arch_preempt
