/* SPDX-License-Identifier: BSD-3-Clause */
/* When callbacks come: never early, in the order of their deadlines, in the timer thread. */
#include <mote/compiler.h>
#include <mote/string.h>
#include <mote/test_random.h>
#include <mote/thread.h>

#include "common.h"

#define TIMERS 64

static struct noted timers[TIMERS];
static unsigned order[TIMERS];
static volatile unsigned expired;

static void note(void *argument)
{
	struct noted *noted = argument;

	noted->at = mote_clock_now();
	noted->count++;
	order[expired++] = (unsigned)(noted - timers);
}

/* Arms all timers for random moments of so many nanoseconds. */
static void arm_all(void *length)
{
	uint64_t random = *(const uint64_t *)length;
	uint64_t begin = mote_clock_after(2 * MILLISECOND);

	expired = 0;
	for (unsigned i = 0; i < TIMERS; i++) {
		timers[i].count = 0;
		timers[i].deadline = begin +
				     mote_test_random_below(&random, *(const uint64_t *)length);
		mote_timer_init(&timers[i].timer, note, &timers[i]);
		MOTE_CHECK_EQUAL(mote_timer_start(&timers[i].timer, timers[i].deadline, 0), 0);
	}
}

static void check_all(void)
{
	MOTE_REQUIRE(wait_for_count(&expired, TIMERS));
	for (unsigned i = 0; i < TIMERS; i++) {
		const struct noted *noted = &timers[i];

		MOTE_CHECK_EQUAL(noted->count, 1);
		MOTE_CHECK(!mote_timer_is_armed(&noted->timer));
		if (!MOTE_CHECK(noted->at >= noted->deadline))
			mote_test_note("early by %lu ns",
				       (unsigned long)(noted->deadline - noted->at));
		if (i)
			MOTE_CHECK(timers[order[i - 1]].deadline <= timers[order[i]].deadline);
	}
}

MOTE_TEST(timer_order, "timer: in the order of deadlines, each once, none early")
{
	/* From all at once to one by one. */
	for (uint64_t length = 10; length <= 50 * MILLISECOND; length *= 8) {
		in_timer_thread(arm_all, &length);
		check_all();
	}
}

MOTE_TEST(timer_past, "timer: a deadline that has passed is due at once")
{
	struct noted *noted = &timers[0];

	expired = 0;
	noted->count = 0;
	mote_timer_init(&noted->timer, note, noted);
	/* The timer thread has the highest priority: it has run when the call returns. */
	MOTE_CHECK_EQUAL(mote_timer_start(&noted->timer, 0, 0), 0);
	MOTE_CHECK_EQUAL(noted->count, 1);
	MOTE_CHECK_EQUAL(mote_timer_start(&noted->timer, mote_clock_now(), 0), 0);
	MOTE_CHECK_EQUAL(noted->count, 2);
}

MOTE_TEST(timer_nearer, "timer: one that is armed for earlier than all others is not late for them")
{
	struct noted *far = &timers[0], *near = &timers[1];

	expired = 0;
	for (unsigned i = 0; i < 2; i++) {
		timers[i].count = 0;
		mote_timer_init(&timers[i].timer, note, &timers[i]);
	}
	MOTE_CHECK_EQUAL(mote_timer_start(&far->timer, mote_clock_after(PATIENCE * 10), 0), 0);
	MOTE_CHECK_EQUAL(mote_timer_start(&near->timer, mote_clock_after(MILLISECOND), 0), 0);
	MOTE_CHECK(wait_for_count(&near->count, 1));
	MOTE_CHECK_EQUAL(far->count, 0);
	MOTE_CHECK(mote_timer_stop(&far->timer));
}

MOTE_TEST(timer_remaining, "timer: says when it expires and how long that is")
{
	struct mote_timer timer;
	uint64_t deadline = mote_clock_after(PATIENCE);
	uint64_t remaining;

	mote_timer_init(&timer, note, &timers[0]);
	MOTE_CHECK(!mote_timer_is_armed(&timer));
	MOTE_CHECK(mote_timer_deadline(&timer) == MOTE_NEVER);
	MOTE_CHECK(mote_timer_remaining(&timer) == MOTE_NEVER);
	MOTE_CHECK_EQUAL(mote_timer_start(&timer, deadline, 0), 0);
	MOTE_CHECK(mote_timer_is_armed(&timer));
	MOTE_CHECK(mote_timer_deadline(&timer) == deadline);
	remaining = mote_timer_remaining(&timer);
	MOTE_CHECK(remaining > 0 && remaining <= PATIENCE);
	/* Armed anew it expires at the new deadline only. */
	MOTE_CHECK_EQUAL(mote_timer_start(&timer, MOTE_NEVER, 0), 0);
	MOTE_CHECK(mote_timer_is_armed(&timer));
	MOTE_CHECK(mote_timer_remaining(&timer) == MOTE_NEVER);
	MOTE_CHECK(mote_timer_stop(&timer));
	MOTE_CHECK(!mote_timer_stop(&timer));
	MOTE_CHECK(mote_timer_deadline(&timer) == MOTE_NEVER);
}

static unsigned priority;
static const char *name;

static void note_thread(void *argument)
{
	priority = mote_thread_priority(mote_thread_self());
	name = mote_thread_name(mote_thread_self());
	mote_sleep(MICROSECOND);
	(*(volatile unsigned *)argument)++;
}

MOTE_TEST(timer_thread, "timer: callbacks run in a thread of the highest priority and may wait")
{
	volatile unsigned count = 0;
	struct mote_timer timer;

	mote_timer_init(&timer, note_thread, (void *)&count);
	MOTE_CHECK_EQUAL(mote_timer_start(&timer, 0, 0), 0);
	MOTE_CHECK(wait_for_count(&count, 1));
	MOTE_CHECK_EQUAL(priority, MOTE_PRIORITY_HIGHEST);
	MOTE_CHECK_EQUAL_STRING(name, "timers");
}
