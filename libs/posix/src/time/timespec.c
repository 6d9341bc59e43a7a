/* SPDX-License-Identifier: BSD-3-Clause */
#include <mote/clock.h>

#include "clock.h"

uint64_t mote_timespec_nanoseconds(const struct timespec *time)
{
	uint64_t nanoseconds;

	if (time->tv_sec < 0)
		return 0;
	if (__builtin_mul_overflow((uint64_t)time->tv_sec, MOTE_NANOSECONDS_PER_SECOND,
				   &nanoseconds) ||
	    __builtin_add_overflow(nanoseconds, (uint64_t)time->tv_nsec, &nanoseconds))
		return UINT64_MAX;
	return nanoseconds;
}

struct timespec mote_nanoseconds_timespec(uint64_t nanoseconds)
{
	return (struct timespec){
		.tv_sec = (time_t)(nanoseconds / MOTE_NANOSECONDS_PER_SECOND),
		.tv_nsec = (long)(nanoseconds % MOTE_NANOSECONDS_PER_SECOND),
	};
}
