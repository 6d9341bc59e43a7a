/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef POSIX_COND_H
#define POSIX_COND_H

#include <mote/wait.h>
#include <pthread.h>

_Static_assert(sizeof(struct mote_wait_queue) == sizeof(((pthread_cond_t *)0)->__queue),
	       "sys/_pthreadtypes.h has room for a wait queue");

/*
 * Guards the queues of all condition variables: whoever was woken doesn't touch the variable again, which may
 * be gone by then.
 */
extern struct mote_spinlock mote_cond_lock;

static inline struct mote_wait_queue *mote_cond_queue(const pthread_cond_t *cond)
{
	return (struct mote_wait_queue *)cond->__queue;
}

/* Whether a thread waits. The queue of one that was never waited for may be all zeros. */
static inline bool mote_cond_has_waiters(const pthread_cond_t *cond)
{
	const struct mote_wait_queue *queue = mote_cond_queue(cond);

	return queue->waiters.next && !mote_list_is_empty(&queue->waiters);
}

#endif
