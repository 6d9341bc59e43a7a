/* SPDX-License-Identifier: BSD-3-Clause */
/* What time it is, in an image without clocks: nobody knows (C11 §7.27.2). */
#include <errno.h>
#include <sys/time.h>
#include <sys/times.h>
#include <time.h>

static int is_missing(void)
{
	errno = ENOSYS;
	return -1;
}

int gettimeofday(struct timeval *restrict now, void *restrict zone)
{
	(void)now;
	(void)zone;
	return is_missing();
}

time_t time(time_t *result)
{
	if (result)
		*result = -1;
	return is_missing();
}

clock_t clock(void)
{
	return is_missing();
}

clock_t times(struct tms *times)
{
	(void)times;
	return is_missing();
}
