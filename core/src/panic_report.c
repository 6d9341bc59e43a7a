/* SPDX-License-Identifier: BSD-3-Clause */
#include <config/INTERRUPTS.h>
#include <config/PANIC_STACK_WORDS.h>
#include <config/THREADS.h>
#include <mote/arch/registers.h>
#include <mote/format.h>
#include <mote/plat.h>
#include <mote/stack.h>

#include "cpu.h"
#include "panic_report.h"
#include "thread/thread.h"

/*
 * Prints words of the stack from the stack pointer upwards. Only if it points into a stack that is
 * known: a wild pointer must not lead to a second fault.
 */
static void print_stack(uintptr_t stack_pointer)
{
	const uint64_t *word;
	uintptr_t end;

	/*
	 * After an overflow the pointer is in the page that isn't mapped; the stack begins behind
	 * it.
	 */
	if (mote_stack_is_guard(stack_pointer))
		stack_pointer = (stack_pointer | (MOTE_PLAT_PAGE_BYTES - 1)) + 1;
	word = (const uint64_t *)stack_pointer;
	end = mote_stack_end(stack_pointer);
	if (!end || stack_pointer % sizeof(*word)) {
		mote_print("  stack %016lx: not within a stack\n", stack_pointer);
		return;
	}
	mote_print("  stack %016lx:", stack_pointer);
	for (unsigned i = 0; i < CONFIG_PANIC_STACK_WORDS && (uintptr_t)&word[i] < end; i++)
		mote_print("%s%016lx", i % 4 ? " " : "\n    ", word[i]);
	mote_print("\n");
}

/* Whose doing it was. Before the scheduler has begun there are no threads. */
static void print_thread(void)
{
	const struct mote_cpu *cpu = mote_cpu();

	if (CONFIG_THREADS && cpu->current)
		mote_print("  thread %s%s\n", cpu->current->name,
			   CONFIG_INTERRUPTS && cpu->in_interrupt ? ", interrupted" : "");
}

void mote_panic_report(const struct mote_registers *registers)
{
	uintptr_t stack_pointer = mote_arch_stack_pointer(registers);

	mote_arch_print_registers(registers);
	print_stack(stack_pointer);
	/* A handler of an interrupt has a stack of its own; the host goes on in the other. */
	stack_pointer = mote_stack_interrupted(stack_pointer);
	if (stack_pointer)
		print_stack(stack_pointer);
	/* At last, as the thread's structure may be what is broken. */
	print_thread();
	mote_print("mote: end of panic\n");
}
