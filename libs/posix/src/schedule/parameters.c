/* SPDX-License-Identifier: BSD-3-Clause */
/* The one process has the policy and the priority of the thread that asks. */
#include <pthread.h>

#include "../error.h"
#include "schedule.h"

int sched_getparam(pid_t pid, struct sched_param *parameters)
{
	int error = mote_sched_check(pid);
	int policy;

	if (!error && !parameters)
		error = -EINVAL;
	if (!error)
		error = -pthread_getschedparam(pthread_self(), &policy, parameters);
	return (int)mote_posix_result(error);
}

int sched_getscheduler(pid_t pid)
{
	struct sched_param parameters;
	int error = mote_sched_check(pid);
	int policy;

	if (!error)
		error = -pthread_getschedparam(pthread_self(), &policy, &parameters);
	return (int)mote_posix_result(error ? error : policy);
}

int sched_setparam(pid_t pid, const struct sched_param *parameters)
{
	int error = mote_sched_check(pid);

	if (!error && !parameters)
		error = -EINVAL;
	if (!error)
		error = -pthread_setschedprio(pthread_self(), parameters->sched_priority);
	return (int)mote_posix_result(error);
}

int sched_setscheduler(pid_t pid, int policy, const struct sched_param *parameters)
{
	struct sched_param before;
	int error = mote_sched_check(pid);
	int old;

	if (!error && !parameters)
		error = -EINVAL;
	if (!error)
		error = -pthread_getschedparam(pthread_self(), &old, &before);
	if (!error)
		error = -pthread_setschedparam(pthread_self(), policy, parameters);
	return (int)mote_posix_result(error ? error : old);
}
