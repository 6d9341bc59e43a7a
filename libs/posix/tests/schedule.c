/* SPDX-License-Identifier: BSD-3-Clause */
/* Policies and priorities. */
#include <errno.h>
#include <sched.h>
#include <unistd.h>

#include "pthreads.h"

MOTE_TEST(schedule_limits, "sched: each policy has its priorities, and there are no others")
{
	MOTE_CHECK_EQUAL(sched_get_priority_min(SCHED_FIFO), 0);
	MOTE_CHECK_EQUAL(sched_get_priority_max(SCHED_FIFO), 31);
	MOTE_CHECK_EQUAL(sched_get_priority_min(SCHED_RR), 0);
	MOTE_CHECK_EQUAL(sched_get_priority_max(SCHED_RR), 31);
	MOTE_CHECK_EQUAL(sched_get_priority_max(SCHED_OTHER), 0);
	errno = 0;
	MOTE_CHECK_EQUAL(sched_get_priority_max(77), -1);
	MOTE_CHECK_EQUAL(errno, EINVAL);
}

MOTE_TEST(schedule_process, "sched: the process has the calling thread's policy")
{
	struct sched_param parameters = {20};

	MOTE_CHECK_EQUAL(sched_getscheduler(0), SCHED_OTHER);
	MOTE_CHECK_EQUAL(sched_setscheduler(0, SCHED_RR, &parameters), SCHED_OTHER);
	MOTE_CHECK_EQUAL(sched_getscheduler(getpid()), SCHED_RR);
	parameters.sched_priority = 21;
	MOTE_CHECK_EQUAL(sched_setparam(0, &parameters), 0);
	parameters.sched_priority = 0;
	MOTE_CHECK_EQUAL(sched_getparam(0, &parameters), 0);
	MOTE_CHECK_EQUAL(parameters.sched_priority, 21);
	MOTE_CHECK_EQUAL(mote_thread_priority(mote_thread_self()), 21);
	parameters.sched_priority = 1;
	errno = 0;
	MOTE_CHECK_EQUAL(sched_setscheduler(0, SCHED_OTHER, &parameters), -1);
	MOTE_CHECK_EQUAL(errno, EINVAL);
	parameters.sched_priority = 0;
	MOTE_CHECK_EQUAL(sched_setscheduler(0, SCHED_OTHER, &parameters), SCHED_RR);
	MOTE_CHECK_EQUAL(mote_thread_priority(mote_thread_self()), MOTE_PRIORITY_NORMAL);
	errno = 0;
	MOTE_CHECK_EQUAL(sched_getscheduler(getpid() + 1), -1);
	MOTE_CHECK_EQUAL(errno, ESRCH);
}

static volatile bool stop;

static void *compute(void *counter)
{
	while (!stop)
		++*(volatile unsigned long *)counter;
	return NULL;
}

/* Has two threads of POLICY compute. Returns how many of them got to it. */
static int share(int policy)
{
	struct sched_param parameters = {MAIN_PRIORITY - 1};
	struct timespec interval;
	unsigned long counters[2] = {0};
	pthread_t threads[2];
	int count;

	stop = false;
	for (int i = 0; i < 2; i++) {
		if (pthread_create(&threads[i], NULL, compute, &counters[i]) != 0)
			return -1;
		pthread_setschedparam(threads[i], policy, &parameters);
	}
	sched_rr_get_interval(0, &interval);
	interval.tv_nsec *= 5;
	nanosleep(&interval, NULL);
	count = !!counters[0] + !!counters[1];
	stop = true;
	for (int i = 0; i < 2; i++)
		pthread_join(threads[i], NULL);
	return count;
}

MOTE_TEST(schedule_slices, "sched: threads of SCHED_RR take turns, those of SCHED_FIFO don't")
{
	MOTE_CHECK_EQUAL(share(SCHED_RR), 2);
	MOTE_CHECK_EQUAL(share(SCHED_FIFO), 1);
}
