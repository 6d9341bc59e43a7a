/* SPDX-License-Identifier: BSD-3-Clause */
/* What the core calls where a thread begins and ends. */
#include <mote/library.h>
#include <mote/thread_end.h>

#include "lock.h"
#include "reent.h"

void (*mote_thread_end_hook)(void);

void mote_library_thread_begin(void)
{
	mote_libc_locks_begin();
	mote_libc_reent_begin();
}

void mote_library_thread_end(void)
{
	if (mote_thread_end_hook)
		mote_thread_end_hook();
	mote_libc_unlock_all();
	mote_libc_reent_end();
}
