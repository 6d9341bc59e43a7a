/* SPDX-License-Identifier: BSD-3-Clause */
/* Priority inheritance: who has a mutex runs at the priority of who waits for it. */
#include <config/TIME.h>
#include <mote/clock.h>
#include <mote/completion.h>
#include <mote/mutex.h>

#include "threads.h"

#define SECOND MOTE_NANOSECONDS_PER_SECOND

static struct mote_mutex first = MOTE_MUTEX_INIT(first);
static struct mote_mutex second = MOTE_MUTEX_INIT(second);
static struct mote_completion holds, may_release, finished;
static volatile bool stop;

/* The main thread looks on at the highest priority, and others run only while it waits. */
static unsigned begin(void)
{
	unsigned mine = mote_thread_priority(mote_thread_self());

	stop = false;
	mote_completion_init(&holds);
	mote_completion_init(&may_release);
	mote_completion_init(&finished);
	mote_thread_set_priority(mote_thread_self(), MOTE_PRIORITY_HIGHEST);
	return mine;
}

/* Has the first mutex, and needs the processor, not another thread, to give it up. */
static void *hold_first(void *argument)
{
	mote_mutex_lock(&first);
	mote_completion_complete(&holds);
	mote_mutex_unlock(&first);
	return argument;
}

static void *hold_first_until_told(void *argument)
{
	mote_mutex_lock(&first);
	mote_completion_complete(&holds);
	mote_completion_wait(&may_release);
	mote_mutex_unlock(&first);
	return argument;
}

/* Has the second mutex and wants the first. */
static void *hold_second(void *argument)
{
	mote_mutex_lock(&second);
	mote_mutex_lock(&first);
	mote_mutex_unlock(&first);
	mote_mutex_unlock(&second);
	return argument;
}

static void *take(void *mutex)
{
	mote_mutex_lock(mutex);
	mote_completion_complete(&finished);
	mote_mutex_unlock(mutex);
	return NULL;
}

/* Needs the processor for ever, and neither mutex. */
static void *compute(void *argument)
{
	while (!stop)
		;
	return argument;
}

static void join_all(struct mote_thread **threads, size_t count)
{
	stop = true;
	for (size_t i = 0; i < count; i++)
		if (threads[i])
			mote_thread_join(threads[i], NULL);
}

/* Waits long enough for who isn't held up, and not for ever. */
static enum mote_wait_result wait_finished(void)
{
	return mote_completion_wait_until(&finished,
					  CONFIG_TIME ? mote_clock_after(SECOND) : MOTE_NEVER);
}

MOTE_TEST(inheritance_three,
	  "inheritance: who has a mutex isn't held up by a priority between it and the waiter's")
{
	unsigned mine = begin();
	struct mote_thread *threads[3];

	threads[0] = test_spawn("low", TEST_LOW, hold_first, NULL);
	mote_completion_wait(&holds);
	threads[1] = test_spawn("high", TEST_HIGH, take, &first);
	threads[2] = test_spawn("middle", TEST_MIDDLE, compute, NULL);
	MOTE_CHECK_EQUAL(wait_finished(), MOTE_WAIT_WOKEN);
	mote_thread_set_priority(mote_thread_self(), mine);
	join_all(threads, MOTE_ARRAY_SIZE(threads));
}

MOTE_TEST(inheritance_chain, "inheritance: nor is who has what that one waits for")
{
	unsigned mine = begin();
	struct mote_thread *threads[4];

	threads[0] = test_spawn("low", TEST_LOW, hold_first, NULL);
	mote_completion_wait(&holds);
	/* It gets as far as the first mutex, then the one that has that goes on. */
	threads[1] = test_spawn("between", TEST_LOW + 1, hold_second, NULL);
	mote_thread_set_priority(mote_thread_self(), TEST_LOW + 1);
	mote_thread_yield();
	mote_thread_set_priority(mote_thread_self(), MOTE_PRIORITY_HIGHEST);
	threads[2] = test_spawn("high", TEST_HIGH, take, &second);
	threads[3] = test_spawn("middle", TEST_MIDDLE, compute, NULL);
	MOTE_CHECK_EQUAL(wait_finished(), MOTE_WAIT_WOKEN);
	mote_thread_set_priority(mote_thread_self(), mine);
	join_all(threads, MOTE_ARRAY_SIZE(threads));
}

/* Lets all others run as far as they can: they wait then. */
static void let_others_run(void)
{
	unsigned mine = mote_thread_priority(mote_thread_self());

	mote_thread_set_priority(mote_thread_self(), MOTE_PRIORITY_LOWEST);
	mote_thread_yield();
	mote_thread_set_priority(mote_thread_self(), mine);
}

MOTE_TEST(
	inheritance_change,
	"inheritance: a waiter's new priority is the owner's, whose own counts where it is higher")
{
	unsigned mine = begin();
	struct mote_thread *threads[2];

	threads[0] = test_spawn("low", TEST_LOW, hold_first_until_told, NULL);
	let_others_run();
	threads[1] = test_spawn("waiter", TEST_MIDDLE, take, &first);
	let_others_run();
	MOTE_CHECK_EQUAL(test_view(threads[0]).priority, TEST_MIDDLE);
	mote_thread_set_priority(threads[1], TEST_HIGH);
	MOTE_CHECK_EQUAL(test_view(threads[0]).priority, TEST_HIGH);
	MOTE_CHECK_EQUAL(mote_thread_priority(threads[0]), TEST_LOW);
	mote_thread_set_priority(threads[0], TEST_HIGH + 1);
	MOTE_CHECK_EQUAL(test_view(threads[0]).priority, TEST_HIGH + 1);
	mote_thread_set_priority(threads[0], TEST_LOW);
	MOTE_CHECK_EQUAL(test_view(threads[0]).priority, TEST_HIGH);
	mote_thread_set_priority(threads[1], TEST_MIDDLE);
	MOTE_CHECK_EQUAL(test_view(threads[0]).priority, TEST_MIDDLE);
	mote_completion_complete(&may_release);
	let_others_run();
	mote_thread_set_priority(mote_thread_self(), mine);
	join_all(threads, MOTE_ARRAY_SIZE(threads));
}

MOTE_TEST(inheritance_two, "inheritance: of two mutexes the one that is given up takes its share")
{
	unsigned mine = begin();
	struct mote_thread *threads[2];

	mote_thread_set_priority(mote_thread_self(), TEST_LOW);
	mote_mutex_lock(&first);
	mote_mutex_lock(&second);
	threads[0] = test_spawn("middle", TEST_MIDDLE, take, &first);
	threads[1] = test_spawn("high", TEST_HIGH, take, &second);
	MOTE_CHECK_EQUAL(test_view(mote_thread_self()).priority, TEST_HIGH);
	mote_mutex_unlock(&second);
	MOTE_CHECK_EQUAL(test_view(mote_thread_self()).priority, TEST_MIDDLE);
	mote_mutex_unlock(&first);
	MOTE_CHECK_EQUAL(test_view(mote_thread_self()).priority, TEST_LOW);
	mote_thread_set_priority(mote_thread_self(), mine);
	join_all(threads, MOTE_ARRAY_SIZE(threads));
}

#if CONFIG_TIME
static volatile enum mote_wait_result timed_result;
static uint64_t timed_length;

static void *take_in_time(void *argument)
{
	timed_result = mote_mutex_lock_until(&first, mote_clock_after(timed_length));
	if (timed_result == MOTE_WAIT_WOKEN)
		mote_mutex_unlock(&first);
	mote_completion_complete(&finished);
	return argument;
}

MOTE_TEST(inheritance_timed, "inheritance: a waiter that gives up takes its priority with it")
{
	unsigned mine = begin();
	struct mote_thread *threads[2];
	unsigned inherited;

	timed_length = 5 * MOTE_NANOSECONDS_PER_MILLISECOND;
	threads[0] = test_spawn("low", TEST_LOW, hold_first_until_told, NULL);
	mote_completion_wait(&holds);
	threads[1] = test_spawn("high", TEST_HIGH, take_in_time, NULL);
	/* High gets as far as waiting before the one of the next priority below does anything. */
	mote_thread_set_priority(mote_thread_self(), TEST_HIGH);
	mote_thread_yield();
	inherited = test_view(threads[0]).priority;
	/* Where the host was away for long it is over. */
	if (test_view(threads[1]).state == MOTE_THREAD_WAITING)
		MOTE_CHECK_EQUAL(inherited, TEST_HIGH);
	MOTE_CHECK_EQUAL(wait_finished(), MOTE_WAIT_WOKEN);
	MOTE_CHECK_EQUAL(timed_result, MOTE_WAIT_TIMED_OUT);
	MOTE_CHECK_EQUAL(test_view(threads[0]).priority, TEST_LOW);
	mote_completion_complete(&may_release);
	mote_thread_set_priority(mote_thread_self(), mine);
	join_all(threads, MOTE_ARRAY_SIZE(threads));
	MOTE_CHECK_EQUAL(mote_mutex_try_lock(&first), 0);
	mote_mutex_unlock(&first);
}

/* Returns false where the deadline came before the waiter was suspended. */
static bool check_suspended(uint64_t length)
{
	unsigned mine = begin();
	struct mote_thread *threads[2];
	bool was_waiting;

	timed_length = length;
	threads[0] = test_spawn("low", TEST_LOW, hold_first_until_told, NULL);
	mote_completion_wait(&holds);
	threads[1] = test_spawn("high", TEST_HIGH, take_in_time, NULL);
	mote_thread_set_priority(mote_thread_self(), TEST_HIGH);
	mote_thread_yield();
	mote_thread_suspend(threads[1]);
	was_waiting = test_view(threads[1]).state == MOTE_THREAD_WAITING;
	while (test_view(threads[1]).state == MOTE_THREAD_WAITING)
		mote_completion_wait_until(&finished, mote_clock_after(length));
	if (was_waiting) {
		MOTE_CHECK_EQUAL(test_view(threads[1]).state, MOTE_THREAD_SUSPENDED);
		MOTE_CHECK_EQUAL(test_view(threads[0]).priority, TEST_LOW);
	}
	mote_thread_resume(threads[1]);
	mote_completion_complete(&may_release);
	mote_thread_set_priority(mote_thread_self(), mine);
	join_all(threads, MOTE_ARRAY_SIZE(threads));
	MOTE_CHECK_EQUAL(timed_result, MOTE_WAIT_TIMED_OUT);
	return was_waiting;
}

MOTE_TEST(inheritance_suspended,
	  "inheritance: also one that is suspended, and doesn't run when its deadline comes")
{
	uint64_t length = 5 * MOTE_NANOSECONDS_PER_MILLISECOND;

	while (!check_suspended(length) && length < SECOND)
		length *= 4;
}
#endif
