/* SPDX-License-Identifier: BSD-3-Clause */
#include "clock.h"

enum mote_clock_kind mote_clock_kind(clockid_t clock)
{
	switch (clock) {
	case CLOCK_REALTIME:
	case CLOCK_REALTIME_COARSE:
	case CLOCK_REALTIME_ALARM:
		return MOTE_CLOCK_WALL;
	case CLOCK_MONOTONIC:
	case CLOCK_MONOTONIC_RAW:
	case CLOCK_MONOTONIC_COARSE:
	case CLOCK_BOOTTIME:
	case CLOCK_BOOTTIME_ALARM:
		return MOTE_CLOCK_MONOTONIC;
	default: {
		uint64_t nanoseconds;

		/* A thread's clock is one as long as the thread lives. */
		return mote_cpu_clock_read(clock, &nanoseconds) == 0 ? MOTE_CLOCK_CPU
								     : MOTE_CLOCK_NONE;
	}
	}
}
