/* SPDX-License-Identifier: BSD-3-Clause */
#include <mote/clock.h>
#include <sys/times.h>
#include <time.h>

#include "clock.h"

/* In the unit of clock(), which is sysconf(_SC_CLK_TCK) too. */
#define NANOSECONDS_PER_TICK (MOTE_NANOSECONDS_PER_SECOND / CLOCKS_PER_SEC)

/* There is no border between program and kernel, so all is the program's time. */
clock_t times(struct tms *times)
{
	uint64_t run;

	if (mote_cpu_clock_read(CLOCK_PROCESS_CPUTIME_ID, &run) != 0)
		run = mote_clock_now();
	if (times)
		*times = (struct tms){.tms_utime = (clock_t)(run / NANOSECONDS_PER_TICK)};
	return (clock_t)(mote_clock_now() / NANOSECONDS_PER_TICK);
}

clock_t clock(void)
{
	struct tms now;

	times(&now);
	return now.tms_utime;
}
