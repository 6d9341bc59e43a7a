/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The end of a program: exit handlers, destructors in the opposite order of constructors, what is in the
 * buffers of streams. Each is done once, whoever calls how often.
 */
#include <mote/power.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "exit_handlers.h"
#include "lock.h"

/* Where the linker script lays what the compiler makes for __attribute__((destructor)). */
typedef void destructor(void);
extern destructor *const __fini_array_start[], *const __fini_array_end[];

/* An image that writes to no stream does not get stdio by way of this file. */
#pragma weak fflush

void exit(int status)
{
	static destructor *const *next_destructor = __fini_array_end;

	if (mote_libc_locks)
		mote_libc_locks->begin_exit();
	if (mote_libc_run_exit_handlers)
		mote_libc_run_exit_handlers(status);
	while (next_destructor > __fini_array_start)
		(*--next_destructor)();
	if (mote_libc_locks)
		mote_libc_locks->stop_waiting();
	if (fflush)
		fflush(NULL);
	_exit(status);
}

void _exit(int status)
{
	mote_exit(status);
}
