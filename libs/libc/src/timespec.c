/* SPDX-License-Identifier: BSD-3-Clause */
/* What time it is, as C11 asks (§7.27.2.5). */
#include <mote/clock.h>
#include <time.h>

int timespec_get(struct timespec *now, int base)
{
	uint64_t nanoseconds;

	if (base != TIME_UTC || mote_wall_clock_now(&nanoseconds) != 0)
		return 0;
	now->tv_sec = nanoseconds / MOTE_NANOSECONDS_PER_SECOND;
	now->tv_nsec = nanoseconds % MOTE_NANOSECONDS_PER_SECOND;
	return base;
}
