/* SPDX-License-Identifier: BSD-3-Clause */
#include <config/THREAD_RUN_TIME.h>
#include <errno.h>
#include <mote/thread.h>

#include "../pthread/thread.h"
#include "clock.h"

/* What the process's clock was set ahead of the time that it has really run. */
static uint64_t ahead;

int mote_cpu_clock_set(clockid_t clock, uint64_t nanoseconds)
{
	if (!CONFIG_THREAD_RUN_TIME || clock != CLOCK_PROCESS_CPUTIME_ID)
		return -EINVAL;
	ahead = nanoseconds - mote_busy_time();
	return 0;
}

int mote_cpu_clock_read(clockid_t clock, uint64_t *nanoseconds)
{
	if (!CONFIG_THREAD_RUN_TIME)
		return -EINVAL;
	switch (clock) {
	case CLOCK_PROCESS_CPUTIME_ID:
		*nanoseconds = mote_busy_time() + ahead;
		return 0;
	case CLOCK_THREAD_CPUTIME_ID:
		*nanoseconds = mote_thread_run_time(mote_thread_self());
		return 0;
	default:
		return mote_pthread_run_time(clock, nanoseconds);
	}
}
