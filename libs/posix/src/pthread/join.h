/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef POSIX_JOIN_H
#define POSIX_JOIN_H

#include <pthread.h>

#include "deadline.h"

/*
 * pthread_join() with an end to the waiting. Returns 0, EDEADLK, EINVAL, ESRCH, ETIMEDOUT. A cancellation
 * point.
 */
int mote_pthread_join(pthread_t thread, void **result, const struct mote_pthread_timing *timing);

#endif
