/* SPDX-License-Identifier: BSD-3-Clause */
/* Condition variables and completions. */
#include <mote/completion.h>
#include <mote/condition.h>

#include "threads.h"

static struct mote_mutex mutex = MOTE_MUTEX_INIT(mutex);
static struct mote_condition changed = MOTE_CONDITION_INIT(changed);
static unsigned waiting, passed, permits;

static void *pass(void *argument)
{
	mote_mutex_lock(&mutex);
	waiting++;
	while (!permits)
		MOTE_CHECK_EQUAL(mote_condition_wait(&changed, &mutex), MOTE_WAIT_WOKEN);
	MOTE_CHECK_EQUAL(mote_mutex_owner(&mutex), mote_thread_self());
	permits--;
	passed++;
	mote_mutex_unlock(&mutex);
	return argument;
}

/* Lets all others run until they wait. */
static void let_others_run(void)
{
	unsigned mine = mote_thread_priority(mote_thread_self());

	mote_thread_set_priority(mote_thread_self(), MOTE_PRIORITY_LOWEST);
	mote_thread_yield();
	mote_thread_set_priority(mote_thread_self(), mine);
}

static void permit(unsigned count)
{
	mote_mutex_lock(&mutex);
	permits += count;
	mote_mutex_unlock(&mutex);
}

MOTE_TEST(condition_wake, "condition: a signal wakes one, a broadcast all, none is remembered")
{
	struct mote_thread *threads[4];

	waiting = passed = permits = 0;
	mote_condition_broadcast(&changed);
	for (size_t i = 0; i < MOTE_ARRAY_SIZE(threads); i++)
		threads[i] = test_spawn("waiter", TEST_LOW, pass, NULL);
	let_others_run();
	MOTE_CHECK_EQUAL(waiting, MOTE_ARRAY_SIZE(threads));
	MOTE_CHECK_EQUAL(passed, 0);
	permit(4);
	mote_condition_signal(&changed);
	let_others_run();
	MOTE_CHECK_EQUAL(passed, 1);
	mote_condition_broadcast(&changed);
	let_others_run();
	MOTE_CHECK_EQUAL(passed, MOTE_ARRAY_SIZE(threads));
	for (size_t i = 0; i < MOTE_ARRAY_SIZE(threads); i++)
		if (threads[i])
			mote_thread_join(threads[i], NULL);
}

static void *wait_for_signal(void *argument)
{
	enum mote_wait_result result;

	(void)argument;
	mote_mutex_lock(&mutex);
	result = mote_condition_wait(&changed, &mutex);
	MOTE_CHECK_EQUAL(mote_mutex_owner(&mutex), mote_thread_self());
	mote_mutex_unlock(&mutex);
	return (void *)(uintptr_t)result;
}

MOTE_TEST(condition_interrupt,
	  "condition: who is interrupted has the mutex again, and takes no signal")
{
	struct mote_thread *first = test_spawn("first", TEST_LOW + 1, wait_for_signal, NULL);
	struct mote_thread *second = test_spawn("second", TEST_LOW, wait_for_signal, NULL);
	void *result = NULL;

	MOTE_REQUIRE(first && second);
	let_others_run();
	mote_thread_interrupt(first);
	mote_condition_signal(&changed);
	mote_thread_join(first, &result);
	MOTE_CHECK_EQUAL(result, MOTE_WAIT_INTERRUPTED);
	mote_thread_join(second, &result);
	MOTE_CHECK_EQUAL(result, MOTE_WAIT_WOKEN);
}

static struct mote_completion happened;

static void *wait_for_it(void *argument)
{
	(void)argument;
	return (void *)(uintptr_t)mote_completion_wait(&happened);
}

MOTE_TEST(completion, "completion: who waits goes on when it happens, who comes later at once")
{
	struct mote_thread *threads[3];
	void *result = NULL;

	mote_completion_init(&happened);
	for (size_t i = 0; i < MOTE_ARRAY_SIZE(threads); i++)
		threads[i] = test_spawn("waiter", TEST_LOW, wait_for_it, NULL);
	let_others_run();
	for (size_t i = 0; i < MOTE_ARRAY_SIZE(threads); i++)
		MOTE_CHECK_EQUAL(test_view(threads[i]).state, MOTE_THREAD_WAITING);
	mote_completion_complete(&happened);
	for (size_t i = 0; i < MOTE_ARRAY_SIZE(threads); i++) {
		if (!threads[i])
			continue;
		mote_thread_join(threads[i], &result);
		MOTE_CHECK_EQUAL(result, MOTE_WAIT_WOKEN);
	}
	MOTE_CHECK_EQUAL(mote_completion_wait(&happened), MOTE_WAIT_WOKEN);
	mote_completion_init(&happened);
	mote_thread_interrupt(mote_thread_self());
	MOTE_CHECK_EQUAL(mote_completion_wait(&happened), MOTE_WAIT_INTERRUPTED);
}
