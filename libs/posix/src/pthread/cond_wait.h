/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef POSIX_COND_WAIT_H
#define POSIX_COND_WAIT_H

#include "deadline.h"
#include "mutex.h"

/*
 * pthread_cond_wait() until TIMING says. Returns 0, also where the handler of a signal has run meanwhile,
 * ETIMEDOUT, EINVAL, EPERM, or what locking a robust mutex says. A cancellation point.
 */
int mote_pthread_cond_wait(pthread_cond_t *cond, pthread_mutex_t *mutex,
			   const struct mote_pthread_timing *timing);

#endif
