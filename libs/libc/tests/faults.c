/* SPDX-License-Identifier: BSD-3-Clause */
/* What ends a program, with a report that says what was done wrong and where. */
#include <assert.h>
#include <mote/test.h>
#include <signal.h>
#include <stdlib.h>

static void *volatile memory;

MOTE_FAULT(libc_double_free, "heap: second free of 64 bytes at *")
{
	memory = malloc(60);
	free(memory);
	free(memory);
}

MOTE_FAULT(libc_foreign_free,
	   "heap: * was not allocated from the heap, or its header is overwritten")
{
	static long foreign[4];

	memory = &foreign[2];
	free(memory);
}

MOTE_FAULT(libc_free_inside, "heap: * was not allocated from the heap, but lies in a page of it")
{
	memory = malloc(100);
	memory = (char *)memory + 32;
	free(memory);
}

MOTE_FAULT(libc_abort, "aborted")
{
	abort();
}

MOTE_FAULT(libc_assertion, "aborted")
{
	assert(memory);
}

static void ignore(int number)
{
	(void)number;
}

MOTE_FAULT(libc_abort_handled, "aborted")
{
	signal(SIGABRT, ignore);
	abort();
}
