/* SPDX-License-Identifier: BSD-3-Clause */
/* What must end an image, wherever it runs, with a report. */
#include <mote/format.h>
#include <mote/panic.h>
#include <mote/plat.h>
#include <mote/test.h>

static const int constant = 1;
static unsigned char data[16] = {0xc3}; /* on x86 a return, if it were executed */

/* Kept from the compiler, which would see what is wrong with using them. */
static void *volatile null_pointer;
static void *volatile constant_pointer = (void *)&constant;
static void *volatile data_pointer = data;

MOTE_FAULT(null_read, "page fault: read of 0000000000000008, a null pointer")
{
	mote_print("%d\n", ((volatile int *)null_pointer)[2]);
}

MOTE_FAULT(null_write, "page fault: write to 0000000000000000, a null pointer")
{
	*(volatile int *)null_pointer = 1;
}

MOTE_FAULT(null_jump, "page fault: execution of 0000000000000000, a null pointer")
{
	((void (*)(void))null_pointer)();
}

MOTE_FAULT(text_write, "page fault: write to *, not allowed there")
{
	*(volatile unsigned char *)fault_text_write = 0;
}

MOTE_FAULT(constant_write, "page fault: write to *, not allowed there")
{
	*(volatile int *)constant_pointer = 2;
}

MOTE_FAULT(data_execution, "page fault: execution of *, not allowed there")
{
	((void (*)(void))data_pointer)();
}

/* Where guard pages don't tell, the platform has tests of how an overflow is found. */
#if !MOTE_PLAT_STACK_RESERVE
/* The report shows the stack's lower end, so the function that recurses is the one to be named. */
static MOTE_IN_BACKTRACE int fault_stack_overflow_deeper(volatile int *deep)
{
	volatile int deeper[64] = {deep[0] + 1};

	return deeper[0] ? fault_stack_overflow_deeper(deeper) + deeper[1] : 0;
}

MOTE_FAULT(stack_overflow, "page fault: write to *, the stack has overflowed")
{
	volatile int begin[1] = {0};

	mote_print("%d\n", fault_stack_overflow_deeper(begin));
}
#endif

MOTE_FAULT(panic, "a panic with 2 arguments: here")
{
	mote_panic("a panic with %d arguments: %s", 2, "here");
}

/* The report begins a line of its own nevertheless. */
MOTE_FAULT(panic_in_line, "behind half a line")
{
	mote_print("half a line");
	mote_panic("behind half a line");
}

MOTE_FAULT(panic_in_panic, "text")
{
	mote_panic("text%s", (const char *)null_pointer + 1);
}
