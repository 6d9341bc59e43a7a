/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The priority at which a thread is scheduled: its own or, where that is higher, the highest among
 * the threads that wait for a mutex which it has.
 *
 * Invariant, whenever the scheduler's lock is free: for each thread T, T.priority = max(T's base
 * priority, the priority of the first waiter of each of T's contended mutexes). A change therefore
 * travels from a waiter to the owner, and on if that waits too, until somebody's does not change.
 */
#include <config/MUTEX_PRIORITY_INHERITANCE.h>
#include <config/THREAD_PRIORITIES.h>
#include <mote/errno.h>

#include "../seeded_fault.h"
#include "thread.h"

static unsigned first_waiter_priority(const struct mote_mutex *mutex)
{
	const struct mote_list *waiters = &mutex->queue.waiters;

	/* One whose waiters are all gone is about to be settled by the last of them. */
	if (mote_list_is_empty(waiters))
		return 0;
	return MOTE_CONTAINER_OF(waiters->next, struct mote_thread, link)->priority;
}

static unsigned due_priority(const struct mote_thread *thread)
{
	unsigned due = thread->base_priority;
	struct mote_list *link;

	if (!CONFIG_MUTEX_PRIORITY_INHERITANCE || SEEDED(PRIORITY_INVERSION))
		return due;
	MOTE_LIST_FOREACH(link, &thread->contended) {
		unsigned priority = first_waiter_priority(
			MOTE_CONTAINER_OF(link, struct mote_mutex, contended));

		if (priority > due)
			due = priority;
	}
	return due;
}

void mote_mutex_update_priority(struct mote_thread *thread)
{
	while (thread) {
		unsigned due = due_priority(thread);

		if (due == thread->priority)
			return;
		mote_scheduler_set_priority(thread, due);
		if (SEEDED(PRIORITY_CHAIN))
			return;
		thread = thread->waits_for ? mote_mutex_owner(thread->waits_for) : NULL;
	}
}

int mote_thread_set_priority(struct mote_thread *thread, unsigned priority)
{
	unsigned long flags;

	if (priority > MOTE_PRIORITY_HIGHEST)
		return -EINVAL;
	if (!CONFIG_THREAD_PRIORITIES)
		return 0;
	flags = mote_spin_lock_irqsave(&mote_scheduler_lock);
	thread->base_priority = priority;
	mote_mutex_update_priority(thread);
	mote_spin_unlock_irqrestore(&mote_scheduler_lock, flags);
	return 0;
}

unsigned mote_thread_priority(const struct mote_thread *thread)
{
	return CONFIG_THREAD_PRIORITIES ? thread->base_priority : MOTE_PRIORITY_NORMAL;
}
