/* SPDX-License-Identifier: BSD-3-Clause */
/* Who becomes ready and has a higher priority runs at once, whatever has made it ready. */
#include <config/TIME.h>
#include <mote/clock.h>
#include <mote/mutex.h>
#include <mote/semaphore.h>
#include <mote/sleep.h>

#include "threads.h"

static struct mote_semaphore go = MOTE_SEMAPHORE_INIT(go, 0);
static volatile bool has_run;

static void *wait_then_run(void *argument)
{
	mote_semaphore_wait(&go);
	has_run = true;
	return argument;
}

static void *run_at_once(void *argument)
{
	has_run = true;
	return argument;
}

static struct mote_thread *spawn_waiting(unsigned priority)
{
	has_run = false;
	return test_spawn("woken", priority, wait_then_run, NULL);
}

MOTE_TEST(preemption_wake, "preemption: who is woken and has a higher priority runs at once")
{
	struct mote_thread *high = spawn_waiting(TEST_HIGH);

	MOTE_REQUIRE(high);
	MOTE_CHECK(!has_run);
	mote_semaphore_post(&go);
	MOTE_CHECK(has_run);
	mote_thread_join(high, NULL);
}

MOTE_TEST(preemption_equal, "preemption: who is woken and has no higher priority does not")
{
	struct mote_thread *equal = spawn_waiting(mote_thread_priority(mote_thread_self()));
	struct mote_thread *low = spawn_waiting(TEST_LOW);

	MOTE_REQUIRE(equal && low);
	mote_semaphore_post(&go);
	mote_semaphore_post(&go);
	MOTE_CHECK(!has_run);
	mote_thread_join(equal, NULL);
	MOTE_CHECK(has_run);
	mote_thread_join(low, NULL);
}

MOTE_TEST(preemption_locked, "preemption: it waits until the lock is released")
{
	static struct mote_spinlock lock;
	struct mote_thread *high = spawn_waiting(TEST_HIGH);
	unsigned long flags;

	MOTE_REQUIRE(high);
	flags = mote_spin_lock_irqsave(&lock);
	mote_semaphore_post(&go);
	MOTE_CHECK(!has_run);
	mote_spin_unlock_irqrestore(&lock, flags);
	MOTE_CHECK(has_run);
	mote_thread_join(high, NULL);
}

MOTE_TEST(preemption_create, "preemption: a new thread of a higher priority runs at once")
{
	struct mote_thread *high;

	has_run = false;
	high = test_spawn("high", TEST_HIGH, run_at_once, NULL);
	MOTE_REQUIRE(high);
	MOTE_CHECK(has_run);
	mote_thread_join(high, NULL);
}

MOTE_TEST(preemption_raise, "preemption: who is given a higher priority runs at once")
{
	struct mote_thread *thread;

	has_run = false;
	thread = test_spawn("raised", TEST_LOW, run_at_once, NULL);
	MOTE_REQUIRE(thread);
	MOTE_CHECK(!has_run);
	MOTE_CHECK_EQUAL(mote_thread_set_priority(thread, TEST_HIGH), 0);
	MOTE_CHECK(has_run);
	mote_thread_join(thread, NULL);
}

MOTE_TEST(preemption_lower, "preemption: who lowers its own priority gives way at once")
{
	unsigned mine = mote_thread_priority(mote_thread_self());
	struct mote_thread *thread;

	has_run = false;
	thread = test_spawn("next", TEST_MIDDLE, run_at_once, NULL);
	MOTE_REQUIRE(thread);
	MOTE_CHECK(!has_run);
	mote_thread_set_priority(mote_thread_self(), TEST_LOW);
	MOTE_CHECK(has_run);
	mote_thread_set_priority(mote_thread_self(), mine);
	mote_thread_join(thread, NULL);
}

static struct mote_mutex mutex = MOTE_MUTEX_INIT(mutex);

static void *lock_then_run(void *argument)
{
	mote_mutex_lock(&mutex);
	has_run = true;
	mote_mutex_unlock(&mutex);
	return argument;
}

MOTE_TEST(preemption_unlock,
	  "preemption: an unlocked mutex's waiter of a higher priority runs at once")
{
	struct mote_thread *high;

	has_run = false;
	mote_mutex_lock(&mutex);
	high = test_spawn("high", TEST_HIGH, lock_then_run, NULL);
	MOTE_REQUIRE(high);
	MOTE_CHECK(!has_run);
	mote_mutex_unlock(&mutex);
	MOTE_CHECK(has_run);
	mote_thread_join(high, NULL);
}

#if CONFIG_TIME
static void *sleep_then_run(void *argument)
{
	mote_sleep(2 * MOTE_NANOSECONDS_PER_MILLISECOND);
	has_run = true;
	return argument;
}

MOTE_TEST(preemption_interrupt,
	  "preemption: who is woken by an interrupt and has a higher priority runs at once")
{
	for (int i = 0; i < 5; i++) {
		struct mote_thread *high;

		has_run = false;
		high = test_spawn("sleeper", TEST_HIGH, sleep_then_run, NULL);
		MOTE_REQUIRE(high);
		/* Nothing that this thread does could lead to the switch. */
		MOTE_CHECK(test_spin_until(&has_run));
		mote_thread_join(high, NULL);
	}
}
#endif
