/* SPDX-License-Identifier: BSD-3-Clause */
/* Alerts: the handler runs in the alerted thread, wherever that is, and nowhere where it may not stop. */
#include <mote/alert.h>
#include <mote/clock.h>
#include <mote/mutex.h>
#include <mote/semaphore.h>
#include <mote/sleep.h>

#include "threads.h"

#define MILLISECOND MOTE_NANOSECONDS_PER_MILLISECOND
#define MANY 200

static struct mote_thread *volatile attended_by;
static volatile unsigned attended;
static char ended_by_handler;
static volatile bool done;
static struct mote_thread *ends; /* the handler ends this one */

void mote_alert_handler(void)
{
	attended_by = mote_thread_self();
	attended++;
	done = true;
	if (ends != attended_by)
		return;
	mote_suspend_enable();
	mote_thread_exit(&ended_by_handler);
}

static void begin(void)
{
	attended_by = NULL;
	attended = 0;
	done = false;
	ends = NULL;
}

static void *compute(void *argument)
{
	while (!done)
		;
	return argument;
}

MOTE_TEST(alert_self,
	  "alert: of the calling thread it is attended to at once, masked or disabled later")
{
	static struct mote_spinlock lock;
	struct mote_thread *self = mote_thread_self();
	unsigned long flags;

	begin();
	mote_thread_alert(self);
	MOTE_CHECK_EQUAL(attended, 1);
	MOTE_CHECK_EQUAL(attended_by, self);
	flags = mote_spin_lock_irqsave(&lock);
	mote_thread_alert(self);
	MOTE_CHECK_EQUAL(attended, 1);
	mote_spin_unlock_irqrestore(&lock, flags);
	MOTE_CHECK_EQUAL(attended, 2);
	mote_suspend_disable();
	mote_suspend_disable();
	mote_thread_alert(self);
	mote_thread_alert(self);
	mote_suspend_enable();
	mote_thread_attend();
	MOTE_CHECK_EQUAL(attended, 2);
	mote_suspend_enable();
	MOTE_CHECK_EQUAL(attended, 3);
}

MOTE_TEST(alert_computing, "alert: who computes and asks the core for nothing is interrupted")
{
	struct mote_thread *thread;

	begin();
	thread = test_spawn("computes", TEST_LOW, compute, NULL);
	MOTE_REQUIRE(thread);
	mote_sleep(MILLISECOND);
	mote_thread_alert(thread);
	MOTE_CHECK_EQUAL(attended, 0);
	mote_thread_join(thread, NULL);
	MOTE_CHECK_EQUAL(attended, 1);
	MOTE_CHECK_EQUAL(attended_by, thread);
}

static void *compute_briefly(void *counter)
{
	for (int i = 0; i < 1000; i++)
		++*(volatile unsigned *)counter;
	return NULL;
}

MOTE_TEST(alert_new, "alert: who has never run is alerted when it does")
{
	unsigned counter = 0;
	struct mote_thread *thread;

	begin();
	thread = test_spawn("new", TEST_LOW, compute_briefly, &counter);
	MOTE_REQUIRE(thread);
	mote_thread_alert(thread);
	mote_thread_join(thread, NULL);
	MOTE_CHECK_EQUAL(counter, 1000);
	MOTE_CHECK(attended <= 1);
}

static struct mote_semaphore semaphore = MOTE_SEMAPHORE_INIT(semaphore, 0);

static void *wait(void *argument)
{
	(void)argument;
	return (void *)(uintptr_t)mote_semaphore_wait(&semaphore);
}

MOTE_TEST(alert_waiting, "alert: a wait ends and says so, and the handler has been called")
{
	struct mote_thread *thread;
	void *result = NULL;

	begin();
	thread = test_spawn("waits", TEST_HIGH, wait, NULL);
	MOTE_REQUIRE(thread);
	mote_thread_alert(thread);
	MOTE_CHECK_EQUAL(attended, 1);
	MOTE_CHECK_EQUAL(attended_by, thread);
	mote_thread_join(thread, &result);
	MOTE_CHECK_EQUAL(result, MOTE_WAIT_INTERRUPTED);
	MOTE_CHECK_EQUAL(semaphore.count, 0);
}

static void *wait_disabled(void *argument)
{
	enum mote_wait_result result;

	(void)argument;
	mote_suspend_disable();
	result = mote_semaphore_wait(&semaphore);
	MOTE_CHECK_EQUAL(attended, 0);
	mote_suspend_enable();
	MOTE_CHECK_EQUAL(attended, 1);
	return (void *)(uintptr_t)result;
}

MOTE_TEST(alert_disabled, "alert: a wait goes on where suspension is disabled")
{
	struct mote_thread *thread;
	void *result = NULL;

	begin();
	thread = test_spawn("disabled", TEST_HIGH, wait_disabled, NULL);
	MOTE_REQUIRE(thread);
	mote_thread_alert(thread);
	MOTE_CHECK_EQUAL(test_view(thread).state, MOTE_THREAD_WAITING);
	mote_semaphore_post(&semaphore);
	mote_thread_join(thread, &result);
	MOTE_CHECK_EQUAL(result, MOTE_WAIT_WOKEN);
}

static void *wait_deferred(void *argument)
{
	enum mote_wait_result result;

	(void)argument;
	mote_alert_defer();
	mote_alert_defer();
	result = mote_semaphore_wait(&semaphore);
	/* It is alerted until the handler was called, and so is every wait. */
	MOTE_CHECK_EQUAL(mote_semaphore_wait(&semaphore), MOTE_WAIT_INTERRUPTED);
	mote_thread_attend();
	mote_alert_allow();
	MOTE_CHECK_EQUAL(attended, 0);
	mote_alert_allow();
	MOTE_CHECK_EQUAL(attended, 1);
	return (void *)(uintptr_t)result;
}

MOTE_TEST(alert_deferred,
	  "alert: a wait ends where alerts are deferred, the handler is called later")
{
	struct mote_thread *thread;
	void *result = NULL;

	begin();
	thread = test_spawn("deferred", TEST_HIGH, wait_deferred, NULL);
	MOTE_REQUIRE(thread);
	mote_thread_alert(thread);
	mote_thread_join(thread, &result);
	MOTE_CHECK_EQUAL(result, MOTE_WAIT_INTERRUPTED);
	MOTE_CHECK_EQUAL(attended, 1);
}

static struct mote_mutex mutex = MOTE_MUTEX_INIT(mutex);

static void *lock(void *argument)
{
	mote_mutex_lock(&mutex);
	MOTE_CHECK(attended <= 1);
	mote_mutex_unlock(&mutex);
	return argument;
}

MOTE_TEST(alert_mutex, "alert: waiting for a mutex goes on, the handler is called behind it")
{
	struct mote_thread *thread;

	begin();
	mote_mutex_lock(&mutex);
	thread = test_spawn("locks", TEST_HIGH, lock, NULL);
	MOTE_REQUIRE(thread);
	mote_thread_alert(thread);
	MOTE_CHECK_EQUAL(test_view(thread).state, MOTE_THREAD_WAITING);
	MOTE_CHECK_EQUAL(attended, 0);
	mote_mutex_unlock(&mutex);
	MOTE_CHECK_EQUAL(attended, 1);
	mote_thread_join(thread, NULL);
}

MOTE_TEST(alert_ends, "alert: the handler may end the thread, from a computation or a wait")
{
	void *(*const entries[])(void *) = {compute, wait};

	for (size_t i = 0; i < MOTE_ARRAY_SIZE(entries); i++) {
		struct mote_thread *thread;
		void *result = NULL;

		begin();
		thread = test_spawn("ends", TEST_MIDDLE, entries[i], NULL);
		MOTE_REQUIRE(thread);
		mote_sleep(MILLISECOND);
		ends = thread;
		mote_thread_alert(thread);
		mote_thread_join(thread, &result);
		MOTE_CHECK_EQUAL(result, &ended_by_handler);
	}
}

#define TERMS 2000000ull

static volatile uint64_t sum;

static void *add_up(void *argument)
{
	uint64_t total = 0;

	for (uint64_t i = 0; i < TERMS; i++)
		total += *(volatile uint64_t *)&i;
	sum = total;
	return argument;
}

MOTE_TEST(alert_often,
	  "alert: of many none is lost for good, and what is interrupted goes on as it was")
{
	struct mote_thread *thread;
	unsigned after;

	begin();
	thread = test_spawn("adds", TEST_LOW, add_up, NULL);
	MOTE_REQUIRE(thread);
	for (int i = 0; i < MANY; i++) {
		mote_thread_alert(thread);
		mote_sleep(MILLISECOND / 5);
	}
	after = attended;
	mote_thread_join(thread, NULL);
	MOTE_CHECK(after > 0);
	MOTE_CHECK_EQUAL(sum, TERMS * (TERMS - 1) / 2);
}
