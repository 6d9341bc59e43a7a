/* SPDX-License-Identifier: BSD-3-Clause */
#include <mote/condition.h>

void mote_condition_init(struct mote_condition *condition)
{
	mote_wait_queue_init(&condition->queue, "a condition");
}

enum mote_wait_result mote_condition_wait_until(struct mote_condition *condition,
						struct mote_mutex *mutex, uint64_t deadline)
{
	unsigned long flags = mote_spin_lock_irqsave(&condition->lock);
	enum mote_wait_result result;

	/* Who gets the mutex now can't signal before this thread is in the queue: it needs the lock. */
	mote_mutex_unlock(mutex);
	result = mote_wait_until(&condition->queue, &condition->lock, &flags, deadline);
	mote_spin_unlock_irqrestore(&condition->lock, flags);
	mote_mutex_lock(mutex);
	return result;
}

void mote_condition_signal(struct mote_condition *condition)
{
	unsigned long flags = mote_spin_lock_irqsave(&condition->lock);

	mote_wake_one(&condition->queue);
	mote_spin_unlock_irqrestore(&condition->lock, flags);
}

void mote_condition_broadcast(struct mote_condition *condition)
{
	unsigned long flags = mote_spin_lock_irqsave(&condition->lock);

	mote_wake_all(&condition->queue);
	mote_spin_unlock_irqrestore(&condition->lock, flags);
}
