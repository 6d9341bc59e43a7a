/* SPDX-License-Identifier: BSD-3-Clause */
#include <config/THREADS.h>
#include <mote/panic.h>
#include <mote/plat.h>
#include <mote/stack.h>
#if CONFIG_THREADS
#include "thread/thread.h"
#endif

#if CONFIG_THREADS
static uintptr_t stack_begin(void)
{
	return mote_thread_stack_begin(mote_thread_self());
}

static const char *name(void)
{
	return mote_thread_name(mote_thread_self());
}
#else
static uintptr_t stack_begin(void)
{
	return mote_plat_main_stack().begin;
}

static const char *name(void)
{
	return "main";
}
#endif

void mote_stack_check(uintptr_t stack_pointer)
{
	uintptr_t begin = stack_begin();

	if (stack_pointer >= begin + MOTE_PLAT_STACK_RESERVE)
		return;
	/* What is left may not be enough to say so. */
	mote_plat_protect((void *)(begin - MOTE_PLAT_PAGE_BYTES), MOTE_PLAT_PAGE_BYTES,
			  MOTE_PLAT_WRITE);
	mote_panic("the stack of thread %s has overflowed", name());
}
