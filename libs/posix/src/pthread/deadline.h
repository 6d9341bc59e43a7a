/* SPDX-License-Identifier: BSD-3-Clause */
/* How long a call waits at most. */
#ifndef POSIX_DEADLINE_H
#define POSIX_DEADLINE_H

#include <stdint.h>
#include <time.h>

/* Until CLOCK says TIME. Where a pointer to this is NULL the call waits for ever. */
struct mote_pthread_timing {
	clockid_t clock;
	const struct timespec *time;
};

/*
 * Stores the core's deadline for TIMING as the clock stands now. When the wall clock is set all waits of
 * threads are interrupted, so who waits computes it again then. Returns 0 or EINVAL. Thread context.
 */
int mote_pthread_deadline(const struct mote_pthread_timing *timing, uint64_t *deadline);

#endif
