/* SPDX-License-Identifier: BSD-3-Clause */
/* abort() and assert(): a report with a backtrace, and status 70. */
#include <assert.h>
#include <mote/format.h>
#include <mote/panic.h>
#include <stdlib.h>

#include "abort.h"

/*
 * A handler of SIGABRT comes first, and may leave by longjmp(). Not a jump to the panic: the backtrace
 * names abort().
 */
__attribute__((noinline, optimize("no-optimize-sibling-calls"))) void abort(void)
{
	mote_libc_raise_abort();
	mote_panic("aborted");
}

/* Straight to the console: stdio may be what is broken. */
void __assert_func(const char *file, int line, const char *function, const char *expression)
{
	mote_print("%s:%d: %s%sassertion failed: %s\n", file, line, function ? function : "",
		   function ? ": " : "", expression);
	abort();
}

void __assert(const char *file, int line, const char *expression)
{
	__assert_func(file, line, NULL, expression);
}
