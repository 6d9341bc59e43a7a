/* SPDX-License-Identifier: BSD-3-Clause */
#include <sys/time.h>

#include "clock.h"

int gettimeofday(struct timeval *restrict time, void *restrict zone)
{
	struct timespec now = mote_nanoseconds_timespec(mote_wall_nanoseconds());

	time->tv_sec = now.tv_sec;
	time->tv_usec = now.tv_nsec / 1000;
	if (zone)
		*(struct timezone *)zone = (struct timezone){.tz_minuteswest = 0};
	return 0;
}
