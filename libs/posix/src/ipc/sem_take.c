/* SPDX-License-Identifier: BSD-3-Clause */
#include <errno.h>

#include "../wait.h"
#include "sem.h"

int mote_sem_take(struct mote_semaphore *semaphore, const struct mote_pthread_timing *timing)
{
	for (;;) {
		uint64_t deadline;
		int error;

		if (mote_semaphore_try_wait(semaphore) == 0)
			return 0;
		/* Anew each time: who sets the wall clock interrupts all waits. */
		error = -mote_pthread_deadline(timing, &deadline);
		if (error)
			return error;
		switch (mote_semaphore_wait_until(semaphore, deadline)) {
		case MOTE_WAIT_WOKEN:
			return 0;
		case MOTE_WAIT_TIMED_OUT:
			return -ETIMEDOUT;
		case MOTE_WAIT_INTERRUPTED:
			error = mote_posix_interrupted();
			if (error)
				return error;
		}
	}
}
