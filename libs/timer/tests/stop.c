/* SPDX-License-Identifier: BSD-3-Clause */
/* Stopping: in time, from within the callback, while it runs; and what callbacks do to their timers. */
#include <mote/heap.h>
#include <mote/semaphore.h>
#include <mote/string.h>
#include <mote/thread.h>

#include "common.h"

static struct noted timer;

static void count(void *argument)
{
	((struct noted *)argument)->count++;
}

static void begin(void (*callback)(void *argument), uint64_t deadline, uint64_t period)
{
	timer.count = 0;
	mote_timer_init(&timer.timer, callback, &timer);
	MOTE_CHECK_EQUAL(mote_timer_start(&timer.timer, deadline, period), 0);
}

static void start_and_stop(void *unused)
{
	(void)unused;
	begin(count, mote_clock_after(MILLISECOND), 0);
	MOTE_CHECK(mote_timer_is_armed(&timer.timer));
	MOTE_CHECK(mote_timer_stop(&timer.timer));
	MOTE_CHECK(!mote_timer_is_armed(&timer.timer));
}

MOTE_TEST(timer_stop, "timer: one that is stopped does not expire")
{
	in_timer_thread(start_and_stop, NULL);
	mote_sleep(3 * MILLISECOND);
	MOTE_CHECK_EQUAL(timer.count, 0);
	MOTE_CHECK(!mote_timer_stop(&timer.timer));
	MOTE_CHECK(!mote_timer_stop_sync(&timer.timer));
}

static void stop_own(void *argument)
{
	struct noted *noted = argument;

	if (++noted->count == 3)
		MOTE_CHECK(mote_timer_stop_sync(&noted->timer));
}

MOTE_TEST(timer_stop_own, "timer: a periodic one stops itself, and does not wait for itself")
{
	begin(stop_own, mote_clock_now(), 100 * MICROSECOND);
	MOTE_CHECK(wait_for_count(&timer.count, 3));
	mote_sleep(2 * MILLISECOND);
	MOTE_CHECK_EQUAL(timer.count, 3);
	MOTE_CHECK(!mote_timer_is_armed(&timer.timer));
}

static void start_again(void *argument)
{
	struct noted *noted = argument;

	if (++noted->count < 5)
		mote_timer_start(&noted->timer, mote_clock_after(100 * MICROSECOND), 0);
}

MOTE_TEST(timer_restart_own, "timer: a callback starts its own timer again")
{
	begin(start_again, mote_clock_now(), 0);
	MOTE_CHECK(wait_for_count(&timer.count, 5));
	mote_sleep(2 * MILLISECOND);
	MOTE_CHECK_EQUAL(timer.count, 5);
}

static void become_one_shot(void *argument)
{
	struct noted *noted = argument;

	noted->count++;
	if (noted->count == 1)
		mote_timer_start(&noted->timer, mote_clock_after(MILLISECOND), 0);
}

MOTE_TEST(timer_restart_periodic, "timer: what a callback starts replaces the period")
{
	begin(become_one_shot, mote_clock_now(), 10 * MICROSECOND);
	MOTE_CHECK(wait_for_count(&timer.count, 2));
	mote_sleep(MILLISECOND);
	MOTE_CHECK_EQUAL(timer.count, 2);
}

static struct mote_semaphore entered = MOTE_SEMAPHORE_INIT(entered, 0);
static struct mote_semaphore go_on = MOTE_SEMAPHORE_INIT(go_on, 0);
static volatile bool has_left;

static void begin_waiting(void (*callback)(void *argument))
{
	has_left = false;
	begin(callback, mote_clock_now(), 0);
	mote_semaphore_wait(&entered);
}

/* A callback that waits until it may go on. */
static void take_long(void *argument)
{
	mote_semaphore_post(&entered);
	while (mote_semaphore_wait(&go_on) != MOTE_WAIT_WOKEN)
		;
	count(argument);
	has_left = true;
}

static void take_long_and_start(void *argument)
{
	take_long(argument);
	mote_timer_start(&timer.timer, mote_clock_now(), 0);
}

/* Lets the callback go on after a while, and interrupts THREAD before, if it isn't NULL. */
static void *let_go_on(void *thread)
{
	mote_sleep(MILLISECOND);
	if (thread)
		mote_thread_interrupt(thread);
	mote_sleep(MILLISECOND);
	mote_semaphore_post(&go_on);
	return NULL;
}

static void stop_sync_while_it_runs(struct mote_thread *interrupted)
{
	struct mote_thread *other;

	MOTE_REQUIRE(mote_thread_create(&other, NULL, let_go_on, interrupted) == 0);
	MOTE_CHECK(!mote_timer_stop_sync(&timer.timer));
	MOTE_CHECK(has_left);
	MOTE_CHECK(!mote_timer_is_armed(&timer.timer));
	mote_thread_join(other, NULL);
}

MOTE_TEST(timer_stop_sync, "timer: stopping waits for a callback that runs, if it is told to")
{
	begin_waiting(take_long);
	MOTE_CHECK(!mote_timer_stop(&timer.timer));
	MOTE_CHECK(!has_left);
	stop_sync_while_it_runs(NULL);
	MOTE_CHECK_EQUAL(timer.count, 1);
}

MOTE_TEST(timer_stop_sync_restarted,
	  "timer: a callback that is waited for can't arm its timer again")
{
	begin_waiting(take_long_and_start);
	stop_sync_while_it_runs(NULL);
	mote_sleep(MILLISECOND);
	MOTE_CHECK_EQUAL(timer.count, 1);
}

MOTE_TEST(timer_stop_sync_interrupted, "timer: an interrupt does not end that waiting")
{
	begin_waiting(take_long);
	stop_sync_while_it_runs(mote_thread_self());
	/* The next wait may say that it was interrupted: not that of the next test. */
	mote_sleep(0);
}

static void free_own(void *argument)
{
	struct noted *noted = argument;

	/* What it was is seen if anything still uses it. */
	memset(noted, 0xa5, sizeof(*noted));
	mote_heap_free(noted);
	timer.count++;
}

MOTE_TEST(timer_free, "timer: one may be freed in its callback, and after it was stopped")
{
	struct noted *noted;

	timer.count = 0;
	for (unsigned i = 0; i < 20; i++) {
		noted = mote_heap_alloc(sizeof(*noted));
		MOTE_REQUIRE(noted);
		mote_timer_init(&noted->timer, free_own, noted);
		MOTE_CHECK_EQUAL(mote_timer_start(&noted->timer, 0, 0), 0);
	}
	MOTE_CHECK(wait_for_count(&timer.count, 20));
	for (unsigned i = 0; i < 20; i++) {
		noted = mote_heap_alloc(sizeof(*noted));
		MOTE_REQUIRE(noted);
		mote_timer_init(&noted->timer, count, noted);
		mote_timer_start(&noted->timer, mote_clock_after(i * 20 * MICROSECOND),
				 MILLISECOND);
		mote_sleep(100 * MICROSECOND);
		mote_timer_stop_sync(&noted->timer);
		memset(noted, 0xa5, sizeof(*noted));
		mote_heap_free(noted);
	}
	mote_sleep(2 * MILLISECOND);
}
