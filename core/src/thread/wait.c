/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Wait queues. The scheduler's lock guards their links. It is taken while the lock of the condition
 * is held, and that is given up only then: who changes the condition finds the thread in the queue.
 */
#include <config/MUTEX_PRIORITY_INHERITANCE.h>
#include <config/TIME.h>
#include <mote/clock.h>

#include "../seeded_fault.h"
#include "thread.h"

void mote_wait_queue_init(struct mote_wait_queue *queue, const char *name)
{
	mote_list_init(&queue->waiters);
	queue->name = name;
}

void mote_wait_queue_insert(struct mote_wait_queue *queue, struct mote_thread *thread)
{
	struct mote_list *position = queue->waiters.previous;

	while (!SEEDED(WAIT_ORDER) && position != &queue->waiters &&
	       MOTE_CONTAINER_OF(position, struct mote_thread, link)->priority < thread->priority)
		position = position->previous;
	mote_list_insert(position, &thread->link);
	thread->waits_in = queue;
}

void mote_scheduler_end_wait(struct mote_thread *thread, enum mote_wait_result result)
{
	mote_list_remove(&thread->link);
	thread->waits_in = NULL;
	thread->wait_result = result;
	if (CONFIG_TIME && mote_timer_queue_holds(&thread->timeout) && !SEEDED(STALE_TIMEOUT))
		mote_timeout_cancel(thread);
	/* Before it runs, which may be much later: whose mutex it is has its priority until then. */
	if (result != MOTE_WAIT_WOKEN && thread->waits_for)
		mote_mutex_waiter_left(thread->waits_for);
	mote_scheduler_ready(thread);
}

enum mote_wait_result mote_scheduler_wait(struct mote_wait_queue *queue, uint64_t deadline)
{
	struct mote_thread *self = mote_thread_self();

	if (self->interrupted) {
		self->interrupted = false;
		return MOTE_WAIT_INTERRUPTED;
	}
	if (CONFIG_TIME && deadline != MOTE_NEVER) {
		if (deadline <= mote_clock_now())
			return MOTE_WAIT_TIMED_OUT;
		mote_timeout_start(self, deadline);
	}
	mote_scheduler_unready(self, MOTE_THREAD_WAITING);
	mote_wait_queue_insert(queue, self);
	if (CONFIG_MUTEX_PRIORITY_INHERITANCE && self->waits_for)
		mote_mutex_update_priority(mote_mutex_owner(self->waits_for));
	mote_scheduler_switch();
	return self->wait_result;
}

enum mote_wait_result mote_wait_until(struct mote_wait_queue *queue, struct mote_spinlock *lock,
				      unsigned long *flags, uint64_t deadline)
{
	enum mote_wait_result result;

	mote_spin_lock(&mote_scheduler_lock);
	mote_spin_unlock(lock);
	if (SEEDED(LOST_WAKE_UP))
		mote_thread_yield();
	result = mote_scheduler_wait(queue, deadline);
	mote_spin_unlock_irqrestore(&mote_scheduler_lock, *flags);
	*flags = mote_spin_lock_irqsave(lock);
	return result;
}

struct mote_thread *mote_scheduler_wake_one(struct mote_wait_queue *queue)
{
	struct mote_thread *thread;

	if (mote_list_is_empty(&queue->waiters))
		return NULL;
	thread = MOTE_CONTAINER_OF(queue->waiters.next, struct mote_thread, link);
	mote_scheduler_end_wait(thread, MOTE_WAIT_WOKEN);
	return thread;
}

struct mote_thread *mote_wake_one(struct mote_wait_queue *queue)
{
	unsigned long flags = mote_spin_lock_irqsave(&mote_scheduler_lock);
	struct mote_thread *thread = mote_scheduler_wake_one(queue);

	mote_spin_unlock_irqrestore(&mote_scheduler_lock, flags);
	return thread;
}

void mote_scheduler_wake_all(struct mote_wait_queue *queue)
{
	while (mote_scheduler_wake_one(queue))
		;
}

void mote_wake_all(struct mote_wait_queue *queue)
{
	unsigned long flags = mote_spin_lock_irqsave(&mote_scheduler_lock);

	mote_scheduler_wake_all(queue);
	mote_spin_unlock_irqrestore(&mote_scheduler_lock, flags);
}

void mote_thread_interrupt(struct mote_thread *thread)
{
	unsigned long flags = mote_spin_lock_irqsave(&mote_scheduler_lock);

	if (thread->waits_in)
		mote_scheduler_end_wait(thread, MOTE_WAIT_INTERRUPTED);
	else
		thread->interrupted = true;
	mote_spin_unlock_irqrestore(&mote_scheduler_lock, flags);
}
