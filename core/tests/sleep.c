/* SPDX-License-Identifier: BSD-3-Clause */
/* Deadlines: never early, in order, not much too late, and they come. */
#include <mote/clock.h>
#include <mote/completion.h>
#include <mote/condition.h>
#include <mote/mutex.h>
#include <mote/semaphore.h>
#include <mote/sleep.h>
#include <mote/string.h>
#include <mote/test_random.h>

#include "threads.h"

#define MILLISECOND MOTE_NANOSECONDS_PER_MILLISECOND
#define MICROSECOND MOTE_NANOSECONDS_PER_MICROSECOND

/* Several, so that the timer comes for one while others still sleep. */
static void *sleep_often(void *seed)
{
	uint64_t random = (uintptr_t)seed;

	for (int i = 0; i < 20; i++) {
		uint64_t deadline = mote_clock_now() +
				    mote_test_random_below(&random, 3 * MILLISECOND);
		enum mote_wait_result result = mote_sleep_until(deadline);
		uint64_t now = mote_clock_now();

		MOTE_CHECK_EQUAL(result, MOTE_WAIT_TIMED_OUT);
		if (!MOTE_CHECK(now >= deadline))
			mote_test_note("early by %lu ns", (unsigned long)(deadline - now));
	}
	return NULL;
}

MOTE_TEST(sleep_early, "sleep: never ends before its deadline")
{
	struct mote_thread *threads[4];

	for (size_t i = 0; i < MOTE_ARRAY_SIZE(threads); i++)
		threads[i] = test_spawn("sleeper", TEST_HIGH, sleep_often, (void *)(i + 1));
	for (size_t i = 0; i < MOTE_ARRAY_SIZE(threads); i++)
		if (threads[i])
			mote_thread_join(threads[i], NULL);
}

MOTE_TEST(sleep_past, "sleep: a deadline that has passed ends it at once")
{
	MOTE_CHECK_EQUAL(mote_sleep_until(0), MOTE_WAIT_TIMED_OUT);
	MOTE_CHECK_EQUAL(mote_sleep_until(mote_clock_now()), MOTE_WAIT_TIMED_OUT);
	MOTE_CHECK_EQUAL(mote_sleep(0), MOTE_WAIT_TIMED_OUT);
}

#define LENGTH (20 * MILLISECOND)

MOTE_TEST(sleep_late, "sleep: of many one at least is late by less than it was long")
{
	uint64_t least = MOTE_NEVER;

	/* A host that is busy may delay some of them. */
	for (int i = 0; i < 10 && least > LENGTH; i++) {
		uint64_t deadline = mote_clock_after(LENGTH);
		uint64_t late;

		mote_sleep_until(deadline);
		late = mote_clock_now() - deadline;
		least = late < least ? late : least;
	}
	if (!MOTE_CHECK(least < LENGTH))
		mote_test_note("late by %lu ns", (unsigned long)least);
}

/* Slept in another order than the one in which they end. */
static const unsigned char lengths[] = {7, 2, 9, 4, 1, 8, 3, 6, 5};
static uint64_t base;
static unsigned char order[MOTE_ARRAY_SIZE(lengths)];
static volatile size_t woken;

static uint64_t distance; /* between deadlines */

/* Where the host was away for long a sleeper begins, or goes on, too late to say anything. */
static bool is_late;

static void *sleep_and_note(void *length)
{
	uint64_t deadline = base + *(const unsigned char *)length * distance;

	is_late |= mote_clock_now() >= deadline;
	mote_sleep_until(deadline);
	is_late |= mote_clock_now() >= deadline + distance / 2;
	order[woken++] = *(const unsigned char *)length;
	return NULL;
}

static void sleep_in_order(void)
{
	struct mote_thread *threads[MOTE_ARRAY_SIZE(lengths)];

	woken = 0;
	is_late = false;
	base = mote_clock_after(distance);
	for (size_t i = 0; i < MOTE_ARRAY_SIZE(lengths); i++)
		threads[i] = test_spawn("sleeper", TEST_HIGH, sleep_and_note,
					(void *)(uintptr_t)&lengths[i]);
	for (size_t i = 0; i < MOTE_ARRAY_SIZE(lengths); i++)
		if (threads[i])
			mote_thread_join(threads[i], NULL);
}

MOTE_TEST(sleep_order, "sleep: sleepers wake in the order of their deadlines")
{
	distance = MILLISECOND / 2;
	do {
		distance *= 4;
		sleep_in_order();
	} while (is_late && distance < MOTE_NANOSECONDS_PER_SECOND / 8);
	MOTE_CHECK_EQUAL(woken, MOTE_ARRAY_SIZE(lengths));
	for (size_t i = 1; i < woken; i++)
		MOTE_CHECK(order[i] > order[i - 1]);
}

static volatile bool all_woken;

static void *sleep_and_count(void *argument)
{
	static const unsigned spread = 7;

	mote_sleep((1 + (uintptr_t)argument % spread) * MILLISECOND);
	if (++woken == 2 * spread)
		all_woken = true;
	return NULL;
}

/* Who looks spins, so that nothing but the timer can wake them; a test that fails ends too. */
MOTE_TEST(sleep_never, "sleep: every deadline comes, also while others run")
{
	static struct mote_thread *threads[14];
	bool all;

	woken = 0;
	all_woken = false;
	for (size_t i = 0; i < MOTE_ARRAY_SIZE(threads); i++)
		threads[i] = test_spawn("sleeper", TEST_HIGH, sleep_and_count, (void *)i);
	all = test_spin_until(&all_woken);
	MOTE_CHECK(all);
	for (size_t i = 0; i < MOTE_ARRAY_SIZE(threads); i++) {
		if (!threads[i])
			continue;
		if (!all)
			mote_thread_interrupt(threads[i]);
		mote_thread_join(threads[i], NULL);
	}
}

MOTE_TEST(sleep_stale, "sleep: a wake-up in time takes the deadline with it")
{
	struct mote_spinlock lock;
	struct mote_wait_queue queue = MOTE_WAIT_QUEUE_INIT(queue, "a test");
	struct mote_semaphore semaphore = MOTE_SEMAPHORE_INIT(semaphore, 1);
	unsigned long flags;

	/* Taken at once: no deadline is left behind. */
	MOTE_CHECK_EQUAL(mote_semaphore_wait_until(&semaphore, mote_clock_after(MILLISECOND)),
			 MOTE_WAIT_WOKEN);
	MOTE_CHECK_EQUAL(mote_semaphore_wait_until(&semaphore, mote_clock_after(MILLISECOND)),
			 MOTE_WAIT_TIMED_OUT);
	mote_semaphore_post(&semaphore);
	MOTE_CHECK_EQUAL(mote_semaphore_try_wait(&semaphore), 0);
	flags = mote_spin_lock_irqsave(&lock);
	MOTE_CHECK_EQUAL(mote_wait_until(&queue, &lock, &flags, mote_clock_after(MILLISECOND)),
			 MOTE_WAIT_TIMED_OUT);
	MOTE_CHECK_EQUAL(mote_wake_one(&queue), NULL);
	mote_spin_unlock_irqrestore(&lock, flags);
}

static struct mote_semaphore first = MOTE_SEMAPHORE_INIT(first, 0);
static struct mote_semaphore second = MOTE_SEMAPHORE_INIT(second, 0);

/* Woken in time; then waits longer than that deadline would have let it. */
static void *wait_twice(void *deadline)
{
	enum mote_wait_result result = mote_semaphore_wait_until(&first, *(uint64_t *)deadline);

	MOTE_CHECK_EQUAL(result, MOTE_WAIT_WOKEN);
	return (void *)(uintptr_t)mote_semaphore_wait(&second);
}

MOTE_TEST(sleep_cancelled, "sleep: a deadline that is over doesn't end a later wait")
{
	uint64_t deadline = mote_clock_after(100 * MILLISECOND);
	struct mote_thread *thread = test_spawn("twice", TEST_HIGH, wait_twice, &deadline);
	void *result = NULL;

	MOTE_REQUIRE(thread);
	mote_semaphore_post(&first);
	mote_sleep_until(deadline + MILLISECOND);
	mote_semaphore_post(&second);
	mote_thread_join(thread, &result);
	MOTE_CHECK_EQUAL(result, MOTE_WAIT_WOKEN);
}

static void *sleep_long(void *argument)
{
	(void)argument;
	return (void *)(uintptr_t)mote_sleep_until(MOTE_NEVER - 1);
}

MOTE_TEST(sleep_interrupt, "sleep: an interrupt ends it")
{
	struct mote_thread *thread = test_spawn("sleeper", TEST_HIGH, sleep_long, NULL);
	void *result = NULL;

	MOTE_REQUIRE(thread);
	mote_thread_interrupt(thread);
	mote_thread_join(thread, &result);
	MOTE_CHECK_EQUAL(result, MOTE_WAIT_INTERRUPTED);
}

static struct mote_mutex mutex = MOTE_MUTEX_INIT(mutex);

static void *lock_in_time(void *argument)
{
	enum mote_wait_result result = mote_mutex_lock_until(&mutex, mote_clock_after(MILLISECOND));

	(void)argument;
	if (result == MOTE_WAIT_WOKEN)
		mote_mutex_unlock(&mutex);
	return (void *)(uintptr_t)result;
}

MOTE_TEST(timeout_mutex, "timeout: a mutex that isn't free in time isn't taken, one that is is")
{
	struct mote_thread *thread;
	void *result = NULL;

	mote_mutex_lock(&mutex);
	thread = test_spawn("waiter", TEST_HIGH, lock_in_time, NULL);
	MOTE_REQUIRE(thread);
	mote_thread_join(thread, &result);
	MOTE_CHECK_EQUAL(result, MOTE_WAIT_TIMED_OUT);
	MOTE_CHECK_EQUAL(mote_mutex_owner(&mutex), mote_thread_self());
	thread = test_spawn("waiter", TEST_HIGH, lock_in_time, NULL);
	MOTE_REQUIRE(thread);
	mote_mutex_unlock(&mutex);
	mote_thread_join(thread, &result);
	MOTE_CHECK_EQUAL(mote_mutex_owner(&mutex), NULL);
}

MOTE_TEST(timeout_condition, "timeout: a condition's waiter has the mutex again")
{
	struct mote_condition condition = MOTE_CONDITION_INIT(condition);

	mote_mutex_lock(&mutex);
	MOTE_CHECK_EQUAL(
		mote_condition_wait_until(&condition, &mutex, mote_clock_after(MILLISECOND)),
		MOTE_WAIT_TIMED_OUT);
	MOTE_CHECK_EQUAL(mote_mutex_owner(&mutex), mote_thread_self());
	mote_mutex_unlock(&mutex);
}

MOTE_TEST(timeout_completion, "timeout: what has happened counts more than the deadline")
{
	struct mote_completion completion = MOTE_COMPLETION_INIT(completion);

	MOTE_CHECK_EQUAL(mote_completion_wait_until(&completion, mote_clock_after(MILLISECOND)),
			 MOTE_WAIT_TIMED_OUT);
	mote_completion_complete(&completion);
	MOTE_CHECK_EQUAL(mote_completion_wait_until(&completion, 0), MOTE_WAIT_WOKEN);
}

#define RACES 200

static struct mote_semaphore tokens = MOTE_SEMAPHORE_INIT(tokens, 0);
static unsigned taken, given_up;

/* Gives up about when the token comes. */
static void *race(void *argument)
{
	uint64_t random = 7;

	for (int i = 0; i < RACES; i++) {
		uint64_t deadline =
			mote_clock_after(mote_test_random_below(&random, 200 * MICROSECOND));

		switch (mote_semaphore_wait_until(&tokens, deadline)) {
		case MOTE_WAIT_WOKEN:
			taken++;
			break;
		case MOTE_WAIT_TIMED_OUT:
			given_up++;
			MOTE_CHECK(mote_clock_now() >= deadline);
			break;
		case MOTE_WAIT_INTERRUPTED:
			MOTE_CHECK(false);
		}
	}
	return argument;
}

MOTE_TEST(timeout_race,
	  "timeout: of a token and a deadline that race neither is lost nor counted twice")
{
	struct mote_thread *thread;
	uint64_t random = 9;
	unsigned posted = 0;

	taken = given_up = 0;
	thread = test_spawn("racer", TEST_HIGH, race, NULL);
	MOTE_REQUIRE(thread);
	while (taken + given_up < RACES) {
		mote_sleep(mote_test_random_below(&random, 200 * MICROSECOND));
		mote_semaphore_post(&tokens);
		posted++;
	}
	mote_thread_join(thread, NULL);
	while (mote_semaphore_try_wait(&tokens) == 0)
		taken++;
	MOTE_CHECK_EQUAL(taken, posted);
	MOTE_CHECK_EQUAL(tokens.count, 0);
}

static volatile bool stop;
static volatile uint64_t latest;

/* What one thread has read no other reads less than later. */
static void *read_clock(void *argument)
{
	while (!stop) {
		uint64_t before = latest;
		uint64_t now = mote_clock_now();

		if (!MOTE_CHECK(now >= before))
			break;
		latest = now;
	}
	return argument;
}

MOTE_TEST(clock_forward,
	  "clock: never goes backwards, whoever reads it, across switches and interrupts")
{
	struct mote_thread *threads[3];

	stop = false;
	latest = 0;
	for (size_t i = 0; i < MOTE_ARRAY_SIZE(threads); i++)
		threads[i] = test_spawn("reader", TEST_LOW, read_clock, NULL);
	for (int i = 0; i < 40; i++) {
		uint64_t before = latest;

		mote_sleep(MILLISECOND);
		MOTE_CHECK(mote_clock_now() >= before);
	}
	stop = true;
	for (size_t i = 0; i < MOTE_ARRAY_SIZE(threads); i++)
		if (threads[i])
			mote_thread_join(threads[i], NULL);
}
