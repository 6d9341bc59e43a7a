/* SPDX-License-Identifier: BSD-3-Clause */
#include <mote/thread.h>
#include <sched.h>

int sched_yield(void)
{
	mote_thread_yield();
	return 0;
}

int sched_getcpu(void)
{
	return 0;
}
