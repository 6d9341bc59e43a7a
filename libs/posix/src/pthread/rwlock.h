/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef POSIX_RWLOCK_H
#define POSIX_RWLOCK_H

#include <mote/thread.h>
#include <mote/wait.h>
#include <pthread.h>

#include "deadline.h"

_Static_assert(sizeof(struct mote_wait_queue) == sizeof(((pthread_rwlock_t *)0)->__waiting_readers),
	       "sys/_pthreadtypes.h has room for a wait queue");

/* Lock for reading or writing, waiting as TIMING says. Return what the timed calls do. */
int mote_pthread_rwlock_read(pthread_rwlock_t *rwlock, const struct mote_pthread_timing *timing);
int mote_pthread_rwlock_write(pthread_rwlock_t *rwlock, const struct mote_pthread_timing *timing);

#endif
