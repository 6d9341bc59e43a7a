/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Barriers. Who was woken touches nothing of the barrier any more, so that the first to go on may destroy it.
 * But a thread may be away when all are there: the handler of a signal runs in it. It has to look whether the
 * cycle that it waited for is over, so who destroys the barrier waits for it.
 */
#include <errno.h>
#include <mote/wait.h>

#include "../wait.h"
#include "attribute.h"

_Static_assert(sizeof(struct mote_wait_queue) == sizeof(((pthread_barrier_t *)0)->__queue),
	       "sys/_pthreadtypes.h has room for a wait queue");

/* Guards all of them. */
static struct mote_spinlock barriers;

/* Who destroys one from which a thread is away. */
static struct mote_wait_queue leaving =
	MOTE_WAIT_QUEUE_INIT(leaving, "a thread's return from a barrier");

static struct mote_wait_queue *queue_of(pthread_barrier_t *barrier)
{
	return (struct mote_wait_queue *)barrier->__queue;
}

int pthread_barrier_init(pthread_barrier_t *restrict barrier,
			 const pthread_barrierattr_t *restrict attr, unsigned count)
{
	if (!count || (attr && attr->__valid != MOTE_PTHREAD_VALID))
		return EINVAL;
	*barrier = (pthread_barrier_t){.__valid = MOTE_PTHREAD_VALID, .__count = count};
	mote_wait_queue_init(queue_of(barrier), "a barrier");
	return 0;
}

int pthread_barrier_destroy(pthread_barrier_t *barrier)
{
	unsigned long flags;
	int error = 0;

	if (!MOTE_PTHREAD_IS_VALID(barrier))
		return EINVAL;
	flags = mote_spin_lock_irqsave(&barriers);
	while (barrier->__away)
		mote_wait(&leaving, &barriers, &flags);
	if (barrier->__arrived)
		error = EBUSY;
	else
		barrier->__valid = 0;
	mote_spin_unlock_irqrestore(&barriers, flags);
	return error;
}

/* All are there. Those who wait are let go. */
static void let_go(pthread_barrier_t *barrier)
{
	unsigned others = barrier->__count - 1;

	barrier->__arrived = 0;
	barrier->__cycle++;
	while (mote_wake_one(queue_of(barrier)))
		others--;
	barrier->__away += others;
}

/* Waits until CYCLE is over. The lock is held. */
static void wait(pthread_barrier_t *barrier, unsigned cycle, unsigned long *flags)
{
	while (barrier->__cycle == cycle) {
		if (mote_wait(queue_of(barrier), &barriers, flags) == MOTE_WAIT_WOKEN)
			return;
		mote_spin_unlock_irqrestore(&barriers, *flags);
		mote_posix_interrupted_never();
		*flags = mote_spin_lock_irqsave(&barriers);
	}
	if (!--barrier->__away)
		mote_wake_all(&leaving);
}

int pthread_barrier_wait(pthread_barrier_t *barrier)
{
	unsigned long flags;
	bool is_last;

	if (!MOTE_PTHREAD_IS_VALID(barrier))
		return EINVAL;
	flags = mote_spin_lock_irqsave(&barriers);
	is_last = ++barrier->__arrived == barrier->__count;
	if (is_last)
		let_go(barrier);
	else
		wait(barrier, barrier->__cycle, &flags);
	mote_spin_unlock_irqrestore(&barriers, flags);
	return is_last ? PTHREAD_BARRIER_SERIAL_THREAD : 0;
}
