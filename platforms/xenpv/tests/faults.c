/* SPDX-License-Identifier: BSD-3-Clause */
/* The processor's exceptions, as they come through Xen, and stacks whose guard pages can't tell. */
#include <config/THREADS.h>
#include <mote/format.h>
#include <mote/plat.h>
#include <mote/stack.h>
#include <mote/test.h>
#include <mote/thread.h>

MOTE_FAULT(invalid_instruction, "trap 6 (#UD)")
{
	__asm__ volatile("ud2");
}

MOTE_FAULT(divide_by_zero, "trap 0 (#DE)")
{
	int quotient = 1;
	int remainder = 0;

	__asm__ volatile("idivl %2" : "+a"(quotient), "+d"(remainder) : "r"(0));
	mote_print("%d\n", quotient);
}

MOTE_FAULT(general_protection, "trap 13 (#GP)")
{
	/* An address that is not canonical: Intel SDM volume 1 §3.3.7.1. */
	*(volatile int *)0x8000000000000000 = 1;
}

MOTE_FAULT(privileged_instruction, "trap 13 (#GP)")
{
	__asm__ volatile("hlt");
}

MOTE_FAULT(shared_page_execution, "page fault: execution of *, not allowed there")
{
	((void (*)(void)) & mote_xenpv_shared_info)();
}

/* At each level somebody looks how much is left. */
static MOTE_IN_BACKTRACE int fault_overflow_seen_deeper(volatile int *deep)
{
	volatile int deeper[16] = {deep[0] + 1};

	mote_stack_check((uintptr_t)__builtin_frame_address(0));
	return deeper[0] ? fault_overflow_seen_deeper(deeper) + deeper[1] : 0;
}

MOTE_FAULT(overflow_seen, "the stack of thread main has overflowed")
{
	volatile int begin[1] = {0};

	mote_print("%d\n", fault_overflow_seen_deeper(begin));
}

#if CONFIG_THREADS
static MOTE_IN_BACKTRACE int fault_overflow_at_switch_deeper(volatile int *deep)
{
	volatile int deeper[16] = {deep[0] + 1};

	mote_thread_yield();
	return deeper[0] ? fault_overflow_at_switch_deeper(deeper) + deeper[1] : 0;
}

static void *overflow(void *argument)
{
	volatile int begin[1] = {0};

	mote_print("%d\n", fault_overflow_at_switch_deeper(begin));
	return argument;
}

/* The scheduler is who looks. */
MOTE_FAULT(overflow_at_switch, "the stack of thread deep has overflowed")
{
	static const struct mote_thread_attributes attributes = {
		.name = "deep",
		.priority = MOTE_PRIORITY_NORMAL,
	};
	struct mote_thread *thread;

	if (mote_thread_create(&thread, &attributes, overflow, NULL) == 0)
		mote_thread_join(thread, NULL);
}
#endif
