/* SPDX-License-Identifier: BSD-3-Clause */
#include "../error.h"
#include "clock.h"

int clock_gettime(clockid_t clock, struct timespec *time)
{
	uint64_t nanoseconds;
	int error = mote_clock_read(clock, &nanoseconds);

	if (!error)
		*time = mote_nanoseconds_timespec(nanoseconds);
	return (int)mote_posix_result(error);
}
