/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Mutexes. The owner's word says it all while nobody waits, and changes by one atomic instruction:
 *
 *	0	free
 *	T	thread T has it, nobody waits
 *	T | 1	thread T has it, threads wait: in its queue, and it is in T's list of contended ones
 *
 * The last state is entered and left only under the scheduler's lock. Unlocking then makes the first
 * waiter the owner: nobody can come in between, and no waiter starves.
 */
#include <config/MUTEX_PRIORITY_INHERITANCE.h>
#include <mote/clock.h>
#include <mote/compiler.h>
#include <mote/errno.h>
#include <mote/mutex.h>
#include <mote/panic.h>

#include "../cpu.h"
#include "../seeded_fault.h"
#include "thread.h"

#define CONTENDED ((uintptr_t)1)

void mote_mutex_init(struct mote_mutex *mutex)
{
	mutex->owner = 0;
	mote_wait_queue_init(&mutex->queue, "a mutex");
}

struct mote_thread *mote_mutex_owner(const struct mote_mutex *mutex)
{
	return (struct mote_thread *)(__atomic_load_n(&mutex->owner, __ATOMIC_RELAXED) &
				      ~CONTENDED);
}

static inline MOTE_ALWAYS_INLINE bool exchange(struct mote_mutex *mutex, uintptr_t from,
					       uintptr_t to)
{
	return __atomic_compare_exchange_n(&mutex->owner, &from, to, false, __ATOMIC_ACQ_REL,
					   __ATOMIC_RELAXED);
}

/* Whoever it waits for waits itself, and so on, back to SELF: none of them will ever go on. */
static bool closes_circle(const struct mote_thread *self, const struct mote_thread *thread)
{
	while (thread != self && thread && thread->waits_for_good)
		thread = mote_mutex_owner(thread->waits_for);
	return thread == self;
}

/* Takes MUTEX, or marks it as one that is waited for. Returns whether it is taken. */
static bool take_or_contend(struct mote_mutex *mutex, struct mote_thread *self)
{
	uintptr_t owner;

	do {
		if (exchange(mutex, 0, (uintptr_t)self))
			return true;
		owner = __atomic_load_n(&mutex->owner, __ATOMIC_RELAXED);
		if (owner & CONTENDED)
			return false;
	} while (!owner || !exchange(mutex, owner, owner | CONTENDED));
	mote_list_append(&((struct mote_thread *)owner)->contended, &mutex->contended);
	return false;
}

/* Nobody may be waiting any more, or a lower priority than before. */
void mote_mutex_waiter_left(struct mote_mutex *mutex)
{
	struct mote_thread *owner = mote_mutex_owner(mutex);

	if (!(mutex->owner & CONTENDED))
		return;
	if (mote_list_is_empty(&mutex->queue.waiters)) {
		mutex->owner = (uintptr_t)owner;
		mote_list_remove(&mutex->contended);
	}
	if (CONFIG_MUTEX_PRIORITY_INHERITANCE && !SEEDED(PRIORITY_KEPT))
		mote_mutex_update_priority(owner);
}

/* Waits for MUTEX under the scheduler's lock; when woken the calling thread has it. */
static enum mote_wait_result lock_waiting(struct mote_mutex *mutex, uint64_t deadline,
					  bool for_good)
{
	struct mote_thread *self = mote_thread_self();
	enum mote_wait_result result;

	if (mote_mutex_owner(mutex) == self)
		mote_panic("mutex %p: locked twice by thread %s", (void *)mutex, self->name);
	if (take_or_contend(mutex, self))
		return MOTE_WAIT_WOKEN;
	if (for_good && closes_circle(self, mote_mutex_owner(mutex)))
		mote_panic("mutex %p: thread %s waits for thread %s, which waits for it in turn",
			   (void *)mutex, self->name, mote_mutex_owner(mutex)->name);
	self->waits_for = mutex;
	self->waits_for_good = for_good;
	result = mote_scheduler_wait(&mutex->queue, deadline);
	self->waits_for = NULL;
	self->waits_for_good = false;
	/* Where it did not even wait nobody has said so yet. */
	if (result != MOTE_WAIT_WOKEN)
		mote_mutex_waiter_left(mutex);
	return result;
}

static MOTE_NOINLINE void lock_slowly(struct mote_mutex *mutex)
{
	unsigned long flags = mote_spin_lock_irqsave(&mote_scheduler_lock);
	bool interrupted = false;

	while (lock_waiting(mutex, MOTE_NEVER, true) != MOTE_WAIT_WOKEN)
		interrupted = true;
	/* An interrupt was meant for a wait that can say so: the next one does. */
	if (interrupted)
		mote_thread_self()->interrupted = true;
	mote_spin_unlock_irqrestore(&mote_scheduler_lock, flags);
}

void mote_mutex_lock(struct mote_mutex *mutex)
{
	if (!exchange(mutex, 0, (uintptr_t)mote_cpu()->current))
		lock_slowly(mutex);
}

enum mote_wait_result mote_mutex_lock_until(struct mote_mutex *mutex, uint64_t deadline)
{
	enum mote_wait_result result;
	unsigned long flags;

	if (exchange(mutex, 0, (uintptr_t)mote_cpu()->current))
		return MOTE_WAIT_WOKEN;
	flags = mote_spin_lock_irqsave(&mote_scheduler_lock);
	result = lock_waiting(mutex, deadline, false);
	mote_spin_unlock_irqrestore(&mote_scheduler_lock, flags);
	return result;
}

int mote_mutex_try_lock(struct mote_mutex *mutex)
{
	return exchange(mutex, 0, (uintptr_t)mote_cpu()->current) ? 0 : -EBUSY;
}

/* Makes the first waiter the owner. */
static void hand_over(struct mote_mutex *mutex)
{
	struct mote_thread *next;

	/* The last waiter may have given up just before the lock was taken. */
	if (mutex->owner & CONTENDED)
		mote_list_remove(&mutex->contended);
	next = mote_scheduler_wake_one(&mutex->queue);
	mutex->owner = (uintptr_t)next;
	if (!next)
		return;
	next->waits_for = NULL;
	next->waits_for_good = false;
	if (mote_list_is_empty(&mutex->queue.waiters))
		return;
	mutex->owner |= CONTENDED;
	mote_list_append(&next->contended, &mutex->contended);
}

static MOTE_NOINLINE void unlock_slowly(struct mote_mutex *mutex)
{
	unsigned long flags = mote_spin_lock_irqsave(&mote_scheduler_lock);
	struct mote_thread *self = mote_thread_self();

	if (mote_mutex_owner(mutex) != self)
		mote_panic("mutex %p: unlocked by thread %s, which doesn't have it", (void *)mutex,
			   self->name);
	hand_over(mutex);
	if (CONFIG_MUTEX_PRIORITY_INHERITANCE)
		mote_mutex_update_priority(self);
	mote_spin_unlock_irqrestore(&mote_scheduler_lock, flags);
}

void mote_mutex_unlock(struct mote_mutex *mutex)
{
	if (!exchange(mutex, (uintptr_t)mote_cpu()->current, 0))
		unlock_slowly(mutex);
}
