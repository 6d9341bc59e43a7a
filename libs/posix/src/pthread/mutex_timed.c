/* SPDX-License-Identifier: BSD-3-Clause */
#include "mutex.h"

int pthread_mutex_clocklock(pthread_mutex_t *restrict mutex, clockid_t clock,
			    const struct timespec *restrict time)
{
	struct mote_pthread_timing timing = {clock, time};

	return mote_pthread_mutex_lock(mutex, &timing);
}

int pthread_mutex_timedlock(pthread_mutex_t *restrict mutex, const struct timespec *restrict time)
{
	return pthread_mutex_clocklock(mutex, CLOCK_REALTIME, time);
}
