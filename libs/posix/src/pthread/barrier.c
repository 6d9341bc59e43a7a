/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Barriers. Who has arrived is who is in the queue, so that nobody else need be told when a thread leaves it. Who
 * was woken touches nothing of the barrier any more, and the first to go on may destroy it.
 * A thread that the handler of a signal runs in has not arrived meanwhile, and arrives anew (POSIX.1-2008,
 * pthread_barrier_wait(): whether others may go on is unspecified).
 */
#include <errno.h>
#include <mote/wait.h>

#include "../wait.h"
#include "attribute.h"

_Static_assert(sizeof(struct mote_wait_queue) == sizeof(((pthread_barrier_t *)0)->__queue),
	       "sys/_pthreadtypes.h has room for a wait queue");

/* Guards all of them. */
static struct mote_spinlock barriers;

static struct mote_wait_queue *queue_of(pthread_barrier_t *barrier)
{
	return (struct mote_wait_queue *)barrier->__queue;
}

int pthread_barrier_init(pthread_barrier_t *restrict barrier,
			 const pthread_barrierattr_t *restrict attr, unsigned count)
{
	if (!count || (attr && attr->__valid != MOTE_PTHREAD_VALID))
		return EINVAL;
	barrier->__count = count;
	mote_wait_queue_init(queue_of(barrier), "a barrier");
	return 0;
}

int pthread_barrier_destroy(pthread_barrier_t *barrier)
{
	if (!barrier->__count)
		return EINVAL;
	if (mote_wait_count(queue_of(barrier)))
		return EBUSY;
	barrier->__count = 0;
	return 0;
}

/* Returns what pthread_barrier_wait() does, or EINTR. The lock is held. */
static int arrive(pthread_barrier_t *barrier, unsigned long *flags)
{
	if (!barrier->__count)
		return EINVAL;
	if (mote_wait_count(queue_of(barrier)) + 1 == barrier->__count) {
		mote_wake_all(queue_of(barrier));
		return PTHREAD_BARRIER_SERIAL_THREAD;
	}
	return mote_wait(queue_of(barrier), &barriers, flags) == MOTE_WAIT_WOKEN ? 0 : EINTR;
}

int pthread_barrier_wait(pthread_barrier_t *barrier)
{
	for (;;) {
		unsigned long flags = mote_spin_lock_irqsave(&barriers);
		int result = arrive(barrier, &flags);

		mote_spin_unlock_irqrestore(&barriers, flags);
		if (result != EINTR)
			return result;
		mote_posix_interrupted_never();
	}
}
