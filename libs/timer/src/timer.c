/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The timer thread and what starts and stops timers. The wheel says which timer comes first; the
 * thread sleeps until then, and is woken where an earlier deadline is armed. A deadline that is
 * stopped leaves its sleep as it is: to wake for nothing now and then costs less than to be woken at
 * every stop.
 *
 *	asleep    wake_at is when its sleep ends
 *	awake     wake_at is 0, so that nobody wakes it; it looks into the wheel before it sleeps
 *
 * A periodic timer is armed again before its callback is called, and nothing of a timer is touched
 * afterwards. So the callback may stop it, start it or free it.
 */
#include <config/LIB_TIMER_STACK_PAGES.h>
#include <config/THREAD_ALERTS.h>
#include <mote/clock.h>
#include <mote/compiler.h>
#include <mote/mutex.h>
#include <mote/page.h>
#include <mote/spinlock.h>
#include <mote/thread.h>
#include <mote/timer.h>
#include <mote/wait.h>

#include "timer_wheel.h"

/* Guards all that follows, and the nodes of all timers. */
static struct mote_spinlock lock;
static struct timer_wheel wheel;
static uint64_t wake_at;
static struct mote_wait_queue sleeping = MOTE_WAIT_QUEUE_INIT(sleeping, "the next timer");
static struct mote_timer *running; /* whose callback runs */
static struct mote_wait_queue ends = MOTE_WAIT_QUEUE_INIT(ends, "a timer's callback");

/* Guards the thread's creation. */
static struct mote_mutex in_creation = MOTE_MUTEX_INIT(in_creation);
static struct mote_thread *thread;

static struct mote_timer *timer_of(struct mote_timer_node *node)
{
	return MOTE_CONTAINER_OF(node, struct mote_timer, node);
}

/* Arms TIMER, which was due at its deadline, for the first period that ends after NOW. */
static void arm_again(struct mote_timer *timer, uint64_t now)
{
	uint64_t deadline = timer->node.deadline;
	uint64_t late = now - deadline;

	timer->overruns = late < timer->period ? 0 : late / timer->period;
	deadline += timer->overruns * timer->period;
	if (__builtin_add_overflow(deadline, timer->period, &deadline))
		deadline = MOTE_NEVER;
	mote_timer_wheel_insert(&wheel, &timer->node, deadline);
}

/*
 * Makes the first timer that is due at NOW the running one and stores what is to be called for it.
 * Where none is returns false, and wake_at is when to look again.
 */
static bool begin_callback(uint64_t now, void (**callback)(void *argument), void **argument)
{
	unsigned long flags = mote_spin_lock_irqsave(&lock);
	struct mote_timer_node *node = mote_timer_wheel_take_due(&wheel, now, &wake_at);

	if (node) {
		running = timer_of(node);
		*callback = running->callback;
		*argument = running->argument;
		if (running->period)
			arm_again(running, now);
	}
	mote_spin_unlock_irqrestore_nowake(&lock, flags);
	return node;
}

/* Whether somebody stops the timer whose callback runs: then it is not armed again. */
static bool is_waited_for(void)
{
	return !mote_list_is_empty(&ends.waiters);
}

static void end_callback(void)
{
	unsigned long flags = mote_spin_lock_irqsave(&lock);

	running = NULL;
	if (is_waited_for())
		mote_wake_all(&ends);
	mote_spin_unlock_irqrestore(&lock, flags);
}

/* Calls what is due, one after the other. */
static void call_all(void)
{
	uint64_t now = mote_clock_now();
	void (*callback)(void *argument);
	void *argument;

	while (begin_callback(now, &callback, &argument)) {
		callback(argument);
		end_callback();
	}
}

/* Sleeps until WAKE_AT, or until that is earlier. */
static void sleep_until_next(void)
{
	unsigned long flags = mote_spin_lock_irqsave(&lock);

	if (wake_at)
		mote_wait_until(&sleeping, &lock, &flags, wake_at);
	wake_at = 0;
	mote_spin_unlock_irqrestore(&lock, flags);
}

static void *run_timers(void *unused)
{
	(void)unused;
	for (;;) {
		call_all();
		sleep_until_next();
	}
	return NULL;
}

/* Out of the way of a fast path that needs no registers for it. */
static MOTE_NOINLINE int create_thread(void)
{
	static const struct mote_thread_attributes attributes = {
		.name = "timers",
		.stack_bytes = CONFIG_LIB_TIMER_STACK_PAGES * MOTE_PAGE_BYTES,
		.priority = MOTE_PRIORITY_HIGHEST,
	};
	struct mote_thread *created;
	int error = 0;

	mote_suspend_disable();
	mote_mutex_lock(&in_creation);
	if (!thread) {
		error = mote_thread_create(&created, &attributes, run_timers, NULL);
		if (!error)
			thread = created;
	}
	mote_mutex_unlock(&in_creation);
	mote_suspend_enable();
	return error;
}

void mote_timer_init(struct mote_timer *timer, void (*callback)(void *argument), void *argument)
{
	*timer = (struct mote_timer){.callback = callback, .argument = argument};
}

/* Disarms TIMER under the lock. Returns whether it was armed. */
static bool disarm(struct mote_timer *timer)
{
	if (!timer->node.place)
		return false;
	mote_timer_wheel_remove(&wheel, &timer->node);
	return true;
}

static void arm(struct mote_timer *timer, uint64_t deadline)
{
	mote_timer_wheel_insert(&wheel, &timer->node, deadline);
	if (deadline >= wake_at)
		return;
	wake_at = 0;
	mote_wake_one(&sleeping);
}

int mote_timer_start(struct mote_timer *timer, uint64_t deadline, uint64_t period)
{
	unsigned long flags;
	int error;

	if (!thread) {
		error = create_thread();
		if (error)
			return error;
	}
	flags = mote_spin_lock_irqsave(&lock);
	disarm(timer);
	if (running != timer || !is_waited_for()) {
		timer->period = period;
		timer->overruns = 0;
		arm(timer, deadline);
	}
	mote_spin_unlock_irqrestore(&lock, flags);
	return 0;
}

bool mote_timer_stop(struct mote_timer *timer)
{
	unsigned long flags = mote_spin_lock_irqsave(&lock);
	bool was_armed = disarm(timer);

	mote_spin_unlock_irqrestore_nowake(&lock, flags);
	return was_armed;
}

bool mote_timer_stop_sync(struct mote_timer *timer)
{
	unsigned long flags = mote_spin_lock_irqsave(&lock);
	bool was_armed = disarm(timer);
	bool interrupted = false;

	while (running == timer && mote_thread_self() != thread)
		interrupted |= mote_wait(&ends, &lock, &flags) == MOTE_WAIT_INTERRUPTED;
	mote_spin_unlock_irqrestore(&lock, flags);
	/* An alert has been attended to; an interrupt was meant for a wait that can say so. */
	if (!CONFIG_THREAD_ALERTS && interrupted)
		mote_thread_interrupt(mote_thread_self());
	return was_armed;
}

uint64_t mote_timer_deadline(const struct mote_timer *timer)
{
	unsigned long flags = mote_spin_lock_irqsave(&lock);
	uint64_t deadline = timer->node.place ? timer->node.deadline : MOTE_NEVER;

	mote_spin_unlock_irqrestore_nowake(&lock, flags);
	return deadline;
}

uint64_t mote_timer_remaining(const struct mote_timer *timer)
{
	uint64_t deadline = mote_timer_deadline(timer);
	uint64_t now;

	if (deadline == MOTE_NEVER)
		return MOTE_NEVER;
	now = mote_clock_now();
	return deadline > now ? deadline - now : 0;
}

uint64_t mote_timer_overruns(const struct mote_timer *timer)
{
	unsigned long flags = mote_spin_lock_irqsave(&lock);
	uint64_t overruns = timer->overruns;

	mote_spin_unlock_irqrestore_nowake(&lock, flags);
	return overruns;
}
