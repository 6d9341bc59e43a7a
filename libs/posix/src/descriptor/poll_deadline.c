/* SPDX-License-Identifier: BSD-3-Clause */
#include <errno.h>
#include <mote/clock.h>

#include "../time/clock.h"
#include "poll_files.h"

int mote_poll_deadline(const struct timespec *timeout, uint64_t *deadline)
{
	*deadline = MOTE_NEVER;
	if (!timeout)
		return 0;
	if (timeout->tv_sec < 0 || !mote_timespec_is_valid(timeout))
		return -EINVAL;
	if (timeout->tv_sec == 0 && timeout->tv_nsec == 0)
		*deadline = 0;
	else
		*deadline = mote_clock_after(mote_timespec_nanoseconds(timeout));
	return 0;
}

uint64_t mote_poll_deadline_ms(int milliseconds)
{
	if (milliseconds < 0)
		return MOTE_NEVER;
	if (milliseconds == 0)
		return 0;
	return mote_clock_after(milliseconds * MOTE_NANOSECONDS_PER_MILLISECOND);
}
