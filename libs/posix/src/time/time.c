/* SPDX-License-Identifier: BSD-3-Clause */
#include <time.h>

#include "clock.h"

time_t time(time_t *result)
{
	time_t seconds = mote_nanoseconds_timespec(mote_wall_nanoseconds()).tv_sec;

	if (result)
		*result = seconds;
	return seconds;
}
