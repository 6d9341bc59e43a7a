/* SPDX-License-Identifier: BSD-3-Clause */
#include <mote/arch/registers.h>

#include "../../../src/thread/thread.h"

/* What mote_arch_thread_switch() leaves on the stack of a thread that doesn't run. */
struct switch_frame {
	uint32_t mxcsr;
	uint16_t x87_control;
	uint16_t unused;
	uint64_t r15, r14, r13, r12, rbp, rbx;
	uint64_t rip;
};

/*
 * As the ABI wants them at a program's start: all exceptions masked, round to nearest, x87
 * extended.
 */
#define MXCSR_INITIAL 0x1f80
#define X87_CONTROL_INITIAL 0x037f

void mote_arch_thread_start(void);

void mote_arch_thread_prepare(struct mote_thread *thread, uintptr_t stack_end)
{
	struct switch_frame *frame = (struct switch_frame *)stack_end - 1;

	*frame = (struct switch_frame){
		.mxcsr = MXCSR_INITIAL,
		.x87_control = X87_CONTROL_INITIAL,
		.rip = (uintptr_t)mote_arch_thread_start,
	};
	thread->stack_pointer = (uintptr_t)frame;
}

void mote_arch_thread_registers(uintptr_t stack_pointer, struct mote_registers *registers)
{
	const struct switch_frame *frame = (const struct switch_frame *)stack_pointer;

	*registers = (struct mote_registers){
		.r15 = frame->r15,
		.r14 = frame->r14,
		.r13 = frame->r13,
		.r12 = frame->r12,
		.rbp = frame->rbp,
		.rbx = frame->rbx,
		.rip = frame->rip,
		.rsp = (uintptr_t)(frame + 1),
	};
}
