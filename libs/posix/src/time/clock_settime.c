/* SPDX-License-Identifier: BSD-3-Clause */
#include <sys/time.h>

#include "../error.h"
#include "clock.h"

/* The last second that 64 bits of nanoseconds hold. */
#define LAST_SECOND ((time_t)(UINT64_MAX / 1000000000ul - 1))

static int set(clockid_t clock, const struct timespec *time)
{
	if (!mote_timespec_is_valid(time))
		return -EINVAL;
	if (time->tv_sec < 0 || time->tv_sec > LAST_SECOND)
		return -EINVAL;
	if (clock != CLOCK_REALTIME)
		return mote_cpu_clock_set(clock, mote_timespec_nanoseconds(time));
	mote_wall_set(mote_timespec_nanoseconds(time));
	return 0;
}

int clock_settime(clockid_t clock, const struct timespec *time)
{
	return (int)mote_posix_result(set(clock, time));
}

int settimeofday(const struct timeval *time, const struct timezone *zone)
{
	struct timespec exact;

	(void)zone;
	if (!time)
		return 0;
	exact.tv_sec = time->tv_sec;
	exact.tv_nsec = (unsigned long)time->tv_usec < 1000000 ? time->tv_usec * 1000 : -1;
	return (int)mote_posix_result(set(CLOCK_REALTIME, &exact));
}
