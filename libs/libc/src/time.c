/* SPDX-License-Identifier: BSD-3-Clause */
/* What time it is, in an image without libs/posix. */
#include <errno.h>
#include <mote/clock.h>
#include <sys/time.h>
#include <sys/times.h>
#include <time.h>

int gettimeofday(struct timeval *restrict now, void *restrict zone)
{
	uint64_t nanoseconds;

	(void)zone;
	if (mote_wall_clock_now(&nanoseconds) != 0) {
		errno = ENODEV;
		return -1;
	}
	now->tv_sec = nanoseconds / MOTE_NANOSECONDS_PER_SECOND;
	now->tv_usec = nanoseconds % MOTE_NANOSECONDS_PER_SECOND / MOTE_NANOSECONDS_PER_MICROSECOND;
	return 0;
}

time_t time(time_t *result)
{
	struct timeval now;
	time_t seconds = gettimeofday(&now, NULL) == 0 ? now.tv_sec : -1;

	if (result)
		*result = seconds;
	return seconds;
}

/* The time since the start: the image has the processor for itself. */
clock_t clock(void)
{
	return mote_clock_now() / (MOTE_NANOSECONDS_PER_SECOND / CLOCKS_PER_SEC);
}

clock_t times(struct tms *times)
{
	*times = (struct tms){.tms_utime = clock()};
	return times->tms_utime;
}
