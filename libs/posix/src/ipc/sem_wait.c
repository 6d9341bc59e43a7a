/* SPDX-License-Identifier: BSD-3-Clause */
/* sem_wait(), sem_timedwait(), sem_clockwait(). */
#include <errno.h>

#include "../error.h"
#include "../wait.h"
#include "sem.h"

static int wait(sem_t *sem, const struct mote_pthread_timing *timing)
{
	mote_posix_cancellation_point();
	if (!mote_sem_is_one(sem))
		return (int)mote_posix_result(-EINVAL);
	return (int)mote_posix_result(mote_sem_take(mote_sem_core(sem), timing));
}

int sem_wait(sem_t *sem)
{
	return wait(sem, NULL);
}

int sem_clockwait(sem_t *restrict sem, clockid_t clock, const struct timespec *restrict time)
{
	struct mote_pthread_timing timing = {.clock = clock, .time = time};

	if (clock != CLOCK_REALTIME && clock != CLOCK_MONOTONIC)
		return (int)mote_posix_result(-EINVAL);
	return wait(sem, &timing);
}

int sem_timedwait(sem_t *restrict sem, const struct timespec *restrict time)
{
	return sem_clockwait(sem, CLOCK_REALTIME, time);
}
