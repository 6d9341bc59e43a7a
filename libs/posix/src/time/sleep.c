/* SPDX-License-Identifier: BSD-3-Clause */
#include "sleep.h"

#include <mote/clock.h>
#include <unistd.h>

#include "../error.h"

unsigned sleep(unsigned seconds)
{
	uint64_t left;

	mote_posix_sleep(seconds * MOTE_NANOSECONDS_PER_SECOND, &left);
	/* A part of a second counts as one: who sleeps for what is left sleeps long enough. */
	return (unsigned)((left + MOTE_NANOSECONDS_PER_SECOND - 1) / MOTE_NANOSECONDS_PER_SECOND);
}

int usleep(useconds_t microseconds)
{
	uint64_t left;

	return (int)mote_posix_result(
		mote_posix_sleep(microseconds * MOTE_NANOSECONDS_PER_MICROSECOND, &left));
}
