/* SPDX-License-Identifier: BSD-3-Clause */
#include "../error.h"
#include "clock.h"

/* All clocks count nanoseconds, however coarsely the device behind them does. */
int clock_getres(clockid_t clock, struct timespec *resolution)
{
	if (mote_clock_kind(clock) == MOTE_CLOCK_NONE)
		return (int)mote_posix_result(-EINVAL);
	if (resolution)
		*resolution = (struct timespec){.tv_nsec = 1};
	return 0;
}
