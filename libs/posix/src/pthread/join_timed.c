/* SPDX-License-Identifier: BSD-3-Clause */
#include <errno.h>

#include "join.h"

int pthread_timedjoin_np(pthread_t thread, void **result, const struct timespec *time)
{
	struct mote_pthread_timing timing = {CLOCK_REALTIME, time};

	return mote_pthread_join(thread, result, &timing);
}

int pthread_tryjoin_np(pthread_t thread, void **result)
{
	static const struct timespec at_once;
	struct mote_pthread_timing timing = {CLOCK_MONOTONIC, &at_once};
	int error = mote_pthread_join(thread, result, &timing);

	return error == ETIMEDOUT ? EBUSY : error;
}
