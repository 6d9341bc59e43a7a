/* SPDX-License-Identifier: BSD-3-Clause */
/* What the tests of threads share. */
#ifndef POSIX_TESTS_PTHREADS_H
#define POSIX_TESTS_PTHREADS_H

#include <mote/test.h>
#include <mote/thread.h>
#include <pthread.h>
#include <stdint.h>
#include <time.h>

/* The priority of the main thread, in which tests run, as SCHED_FIFO counts. */
#define MAIN_PRIORITY MOTE_PRIORITY_NORMAL

/* Makes *THREAD, which runs at once where PRIORITY, of SCHED_FIFO, is above the main thread's. */
static inline bool start(pthread_t *thread, int priority, void *(*entry)(void *), void *argument)
{
	struct sched_param parameters = {priority};
	pthread_attr_t attr;

	pthread_attr_init(&attr);
	pthread_attr_setinheritsched(&attr, PTHREAD_EXPLICIT_SCHED);
	pthread_attr_setschedpolicy(&attr, SCHED_FIFO);
	pthread_attr_setschedparam(&attr, &parameters);
	return MOTE_CHECK_EQUAL(pthread_create(thread, &attr, entry, argument), 0);
}

/* MILLISECONDS from now on, by CLOCK. */
static inline struct timespec in(clockid_t clock, long milliseconds)
{
	struct timespec time;

	clock_gettime(clock, &time);
	time.tv_nsec += milliseconds % 1000 * 1000000;
	time.tv_sec += milliseconds / 1000 + time.tv_nsec / 1000000000;
	time.tv_nsec %= 1000000000;
	return time;
}

/* Whether CLOCK says TIME or later. */
static inline bool has_come(clockid_t clock, struct timespec time)
{
	struct timespec now;

	clock_gettime(clock, &now);
	return now.tv_sec > time.tv_sec ||
	       (now.tv_sec == time.tv_sec && now.tv_nsec >= time.tv_nsec);
}

#endif
