/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Waits that end at a deadline. Each thread has at most one, so the timer queue's array holds as many
 * as there are threads: it grows when a thread is created, which can fail, and never when one waits.
 *
 * Tickless: the event timer is set to the earliest deadline there is. When that is cancelled the
 * timer stays as it is; an interrupt for nothing costs less than setting the timer at every wake-up.
 */
#include <mote/clock.h>
#include <mote/errno.h>
#include <mote/event_timer.h>
#include <mote/heap.h>
#include <mote/string.h>

#include "../cpu.h"
#include "../event_timer.h"
#include "../seeded_fault.h"
#include "thread.h"
#include <config/THREAD_TIME_SLICES.h>

/* Enough for small images, so that they need no heap for it. */
#define FIRST_CAPACITY 8

/* The array may be half empty. */
_Static_assert(sizeof(struct mote_thread) + 2 * sizeof(struct timer_queue_entry) <= 256,
	       "what a sleeping thread takes besides its stack stays small");

static struct timer_queue_entry first_entries[FIRST_CAPACITY];
static struct timer_queue queue = {.entries = first_entries};
static size_t capacity = FIRST_CAPACITY;
static size_t reserved = 1; /* the main thread */

void mote_timer_arm(uint64_t deadline)
{
	struct mote_cpu *cpu = mote_cpu();

	if (deadline >= cpu->timer_armed)
		return;
	cpu->timer_armed = deadline;
	if (SEEDED(TIMER_NEVER) && cpu->in_interrupt)
		return;
	if (SEEDED(TIMER_LATE))
		deadline += 50 * MOTE_NANOSECONDS_PER_MILLISECOND;
	mote_event_timer_arm(deadline);
}

void mote_timeout_start(struct mote_thread *thread, uint64_t deadline)
{
	mote_timer_queue_insert(&queue, &thread->timeout, deadline);
	mote_timer_arm(deadline);
}

void mote_timeout_cancel(struct mote_thread *thread)
{
	mote_timer_queue_remove(&queue, &thread->timeout);
}

bool mote_timeout_is_pending(void)
{
	return queue.count != 0;
}

void mote_event_timer_expired(void)
{
	unsigned long flags = mote_spin_lock_irqsave(&mote_scheduler_lock);
	struct mote_cpu *cpu = mote_cpu();
	uint64_t now = mote_clock_now();

	if (SEEDED(TIMER_EARLY))
		now += MOTE_NANOSECONDS_PER_MILLISECOND;

	cpu->timer_armed = MOTE_NEVER;
	while (mote_timer_queue_deadline(&queue) <= now)
		mote_scheduler_end_wait(
			MOTE_CONTAINER_OF(queue.entries[0].node, struct mote_thread, timeout),
			MOTE_WAIT_TIMED_OUT);
	if (CONFIG_THREAD_TIME_SLICES)
		mote_time_slice_check(now);
	mote_timer_arm(mote_timer_queue_deadline(&queue));
	mote_spin_unlock_irqrestore(&mote_scheduler_lock, flags);
}

/* Moves the queue into an array of twice the size. */
static int grow(void)
{
	size_t wanted = capacity * 2;
	struct timer_queue_entry *entries = mote_heap_alloc(wanted * sizeof(*entries));
	struct timer_queue_entry *old;
	unsigned long flags;

	if (!entries)
		return -ENOMEM;
	flags = mote_spin_lock_irqsave(&mote_scheduler_lock);
	old = queue.entries;
	/* Another thread may have been faster. */
	if (wanted > capacity) {
		memcpy(entries, old, queue.count * sizeof(*entries));
		queue.entries = entries;
		capacity = wanted;
	} else {
		old = entries;
	}
	mote_spin_unlock_irqrestore(&mote_scheduler_lock, flags);
	if (old != first_entries)
		mote_heap_free(old);
	return 0;
}

int mote_timeout_reserve(void)
{
	for (;;) {
		unsigned long flags = mote_spin_lock_irqsave(&mote_scheduler_lock);
		bool fits = reserved < capacity;

		reserved += fits;
		mote_spin_unlock_irqrestore(&mote_scheduler_lock, flags);
		if (fits)
			return 0;
		if (grow() != 0)
			return -ENOMEM;
	}
}

void mote_timeout_release(void)
{
	unsigned long flags = mote_spin_lock_irqsave(&mote_scheduler_lock);

	reserved--;
	mote_spin_unlock_irqrestore(&mote_scheduler_lock, flags);
}
