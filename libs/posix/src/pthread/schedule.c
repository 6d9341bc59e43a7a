/* SPDX-License-Identifier: BSD-3-Clause */
/* The policy and priority of a thread. */
#include <errno.h>

#include "attribute.h"
#include "thread.h"

int pthread_getschedparam(pthread_t thread, int *restrict policy,
			  struct sched_param *restrict parameters)
{
	unsigned long flags = mote_spin_lock_irqsave(&mote_pthread_lock);
	int error = ESRCH;

	if (mote_pthread_lives(thread)) {
		error = 0;
		*policy = thread->policy;
		parameters->sched_priority = thread->policy == SCHED_OTHER
						     ? 0
						     : (int)mote_thread_priority(thread->thread);
	}
	mote_spin_unlock_irqrestore_nowake(&mote_pthread_lock, flags);
	return error;
}

/* Gives THREAD, any value, POLICY, or keeps its own for -1, and PRIORITY. */
static int set(pthread_t thread, int policy, int priority)
{
	unsigned long flags = mote_spin_lock_irqsave(&mote_pthread_lock);
	int error = ESRCH;

	if (mote_pthread_lives(thread)) {
		error = 0;
		if (policy < 0)
			policy = thread->policy;
		if (!mote_policy_has_priority(policy, priority))
			error = EINVAL;
	}
	if (!error) {
		thread->policy = policy;
		mote_thread_set_priority(thread->thread,
					 mote_policy_core_priority(policy, priority));
		mote_thread_set_time_slice(thread->thread, policy != SCHED_FIFO);
	}
	mote_spin_unlock_irqrestore(&mote_pthread_lock, flags);
	return error;
}

int pthread_setschedparam(pthread_t thread, int policy, const struct sched_param *parameters)
{
	return mote_policy_exists(policy) ? set(thread, policy, parameters->sched_priority)
					  : EINVAL;
}

int pthread_setschedprio(pthread_t thread, int priority)
{
	return set(thread, -1, priority);
}
