/* SPDX-License-Identifier: BSD-3-Clause */
#include <mote/plat.h>

#include "thread.h"

uintptr_t mote_thread_stack_begin(const struct mote_thread *thread)
{
	return thread->stack ? (uintptr_t)thread->stack + MOTE_PLAT_PAGE_BYTES
			     : mote_plat_main_stack().begin;
}

uintptr_t mote_thread_stack_end(const struct mote_thread *thread)
{
	/* The structure itself lies above the stack. */
	return thread->stack ? (uintptr_t)thread : mote_plat_main_stack().end;
}

struct mote_plat_stack mote_thread_stack_at(uintptr_t address)
{
	struct mote_list *link;

	/* Before the core has begun there are none. */
	if (!mote_threads.next)
		return (struct mote_plat_stack){0, 0};
	MOTE_LIST_FOREACH(link, &mote_threads) {
		struct mote_thread *thread = MOTE_CONTAINER_OF(link, struct mote_thread, all);
		uintptr_t begin = mote_thread_stack_begin(thread);
		uintptr_t end = mote_thread_stack_end(thread);

		if (address >= begin - MOTE_PLAT_PAGE_BYTES && address < end)
			return (struct mote_plat_stack){begin, end};
	}
	return (struct mote_plat_stack){0, 0};
}
