/* SPDX-License-Identifier: BSD-3-Clause */
#include <errno.h>
#include <mote/clock.h>

#include "clock.h"

int mote_clock_deadline(clockid_t clock, const struct timespec *time, uint64_t *deadline)
{
	enum mote_clock_kind kind = mote_clock_kind(clock);
	uint64_t nanoseconds, now;

	if (!mote_timespec_is_valid(time))
		return -EINVAL;
	nanoseconds = mote_timespec_nanoseconds(time);
	switch (kind) {
	case MOTE_CLOCK_MONOTONIC:
		*deadline = nanoseconds;
		return 0;
	case MOTE_CLOCK_WALL:
		now = mote_wall_nanoseconds();
		*deadline = nanoseconds > now ? mote_clock_after(nanoseconds - now) : 0;
		return 0;
	default:
		return -EINVAL;
	}
}
