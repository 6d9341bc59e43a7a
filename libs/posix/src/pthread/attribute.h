/* SPDX-License-Identifier: BSD-3-Clause */
/* Attributes of threads, and how POSIX's policies and priorities are the core's. */
#ifndef POSIX_ATTRIBUTE_H
#define POSIX_ATTRIBUTE_H

#include <mote/thread.h>
#include <pthread.h>
#include <stdbool.h>

/* What an attribute object begins with between its _init() and its _destroy(). */
#define MOTE_PTHREAD_VALID 0x61747472u

/* Whether OBJECT points to one that is initialised. */
#define MOTE_PTHREAD_IS_VALID(object) ((object) && (object)->__valid == MOTE_PTHREAD_VALID)

static inline bool mote_policy_exists(int policy)
{
	return policy == SCHED_OTHER || policy == SCHED_FIFO || policy == SCHED_RR;
}

/* Whether a thread of POLICY, which exists, may have PRIORITY. */
static inline bool mote_policy_has_priority(int policy, int priority)
{
	if (policy == SCHED_OTHER)
		return priority == 0;
	return priority >= MOTE_PRIORITY_LOWEST && priority <= MOTE_PRIORITY_HIGHEST;
}

/* The core's priority for PRIORITY, which POLICY has. */
static inline unsigned mote_policy_core_priority(int policy, int priority)
{
	return policy == SCHED_OTHER ? MOTE_PRIORITY_NORMAL : (unsigned)priority;
}

#endif
