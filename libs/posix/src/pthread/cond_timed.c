/* SPDX-License-Identifier: BSD-3-Clause */
#include "cond_wait.h"

int pthread_cond_clockwait(pthread_cond_t *restrict cond, pthread_mutex_t *restrict mutex,
			   clockid_t clock, const struct timespec *restrict time)
{
	struct mote_pthread_timing timing = {clock, time};

	return mote_pthread_cond_wait(cond, mutex, &timing);
}

int pthread_cond_timedwait(pthread_cond_t *restrict cond, pthread_mutex_t *restrict mutex,
			   const struct timespec *restrict time)
{
	return pthread_cond_clockwait(cond, mutex, CLOCK_REALTIME + cond->__clock, time);
}
