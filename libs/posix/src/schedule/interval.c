/* SPDX-License-Identifier: BSD-3-Clause */
#include <config/THREAD_TIME_SLICE_US.h>
#include <mote/clock.h>
#include <sched.h>

#include "../error.h"
#include "../time/clock.h"
#include "schedule.h"

int sched_rr_get_interval(pid_t pid, struct timespec *interval)
{
	int error = interval ? mote_sched_check(pid) : -EINVAL;

	if (!error)
		*interval = mote_nanoseconds_timespec(CONFIG_THREAD_TIME_SLICE_US *
						      MOTE_NANOSECONDS_PER_MICROSECOND);
	return (int)mote_posix_result(error);
}
