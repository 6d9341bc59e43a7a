/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef CORE_THREAD_STACK_H
#define CORE_THREAD_STACK_H

#include <config/THREAD_STACK_PAGES.h>

#include "thread.h"

/* One of the pages that a thread gets by default is the guard page. */
#define MOTE_THREAD_STACK_PAGES_DEFAULT (CONFIG_THREAD_STACK_PAGES - 1)

/*
 * A stack of PAGES pages above a guard page, with a thread's structure at its upper end, of which
 * only `stack` and `stack_pages` are set. NULL where memory is short.
 */
struct mote_thread *mote_thread_stack_alloc(size_t pages);

/* Gives back a stack on which nobody stands, with the structure. */
void mote_thread_stack_free(struct mote_thread *thread);

#endif
