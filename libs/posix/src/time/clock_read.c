/* SPDX-License-Identifier: BSD-3-Clause */
#include <errno.h>
#include <mote/clock.h>

#include "clock.h"

int mote_clock_read(clockid_t clock, uint64_t *nanoseconds)
{
	switch (mote_clock_kind(clock)) {
	case MOTE_CLOCK_WALL:
		*nanoseconds = mote_wall_nanoseconds();
		return 0;
	case MOTE_CLOCK_MONOTONIC:
		*nanoseconds = mote_clock_now();
		return 0;
	case MOTE_CLOCK_CPU:
		return mote_cpu_clock_read(clock, nanoseconds);
	default:
		return -EINVAL;
	}
}
