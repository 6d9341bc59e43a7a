/* SPDX-License-Identifier: BSD-3-Clause */
#include "rwlock.h"

int pthread_rwlock_clockrdlock(pthread_rwlock_t *restrict rwlock, clockid_t clock,
			       const struct timespec *restrict time)
{
	struct mote_pthread_timing timing = {clock, time};

	return mote_pthread_rwlock_read(rwlock, &timing);
}

int pthread_rwlock_clockwrlock(pthread_rwlock_t *restrict rwlock, clockid_t clock,
			       const struct timespec *restrict time)
{
	struct mote_pthread_timing timing = {clock, time};

	return mote_pthread_rwlock_write(rwlock, &timing);
}

int pthread_rwlock_timedrdlock(pthread_rwlock_t *restrict rwlock,
			       const struct timespec *restrict time)
{
	return pthread_rwlock_clockrdlock(rwlock, CLOCK_REALTIME, time);
}

int pthread_rwlock_timedwrlock(pthread_rwlock_t *restrict rwlock,
			       const struct timespec *restrict time)
{
	return pthread_rwlock_clockwrlock(rwlock, CLOCK_REALTIME, time);
}
