/* SPDX-License-Identifier: BSD-3-Clause */
/* A hundred thousand timers. */
#include <mote/heap.h>
#include <mote/test_random.h>

#include "common.h"

#define MANY 100000

/* How long a test gives them to expire. */
#define LENGTH (200 * MILLISECOND)

static struct mote_timer *timers;
static volatile unsigned expired;
static uint64_t latest; /* the deadline of the one before */
static unsigned disorders;
static unsigned early;

/* The timer is its own argument; its period, which isn't used, holds its deadline. */
static void note(void *argument)
{
	const struct mote_timer *timer = argument;
	uint64_t deadline = timer->node.deadline;

	disorders += deadline < latest;
	early += mote_clock_now() < deadline;
	latest = deadline;
	expired++;
}

static bool make_many(void)
{
	timers = mote_heap_alloc(MANY * sizeof(*timers));
	for (unsigned i = 0; timers && i < MANY; i++)
		mote_timer_init(&timers[i], note, &timers[i]);
	if (!timers)
		mote_test_skip("no memory for so many");
	expired = 0;
	latest = 0;
	disorders = 0;
	early = 0;
	return timers;
}

static unsigned stopped;

/* In the timer thread, so that none expires meanwhile. */
static void arm_many(void *unused)
{
	uint64_t random = 7;
	uint64_t begin = mote_clock_after(LENGTH);

	(void)unused;
	for (unsigned i = 0; i < MANY; i++)
		mote_timer_start(&timers[i], begin + mote_test_random_below(&random, LENGTH), 0);
	for (unsigned i = 0; i < MANY; i += 10) {
		stopped += mote_timer_stop(&timers[i]);
		mote_timer_start(&timers[i + 1], begin + mote_test_random_below(&random, LENGTH),
				 0);
	}
}

MOTE_TEST(timer_many_expire, "timer: 100,000 expire in order, some stopped, some armed anew")
{
	if (!make_many())
		return;
	stopped = 0;
	in_timer_thread(arm_many, NULL);
	MOTE_CHECK_EQUAL(stopped, MANY / 10);
	MOTE_CHECK(wait_for_count(&expired, MANY - stopped));
	mote_sleep(MILLISECOND);
	MOTE_CHECK_EQUAL(expired, MANY - stopped);
	MOTE_CHECK_EQUAL(disorders, 0);
	MOTE_CHECK_EQUAL(early, 0);
	mote_heap_free(timers);
}

MOTE_TEST(timer_many_stopped, "timer: of 100,000 that are stopped at random none expires")
{
	uint64_t random = 9;

	if (!make_many())
		return;
	for (unsigned i = 0; i < 3 * MANY; i++) {
		struct mote_timer *timer = &timers[mote_test_random_below(&random, MANY)];

		if (mote_timer_is_armed(timer))
			MOTE_CHECK(mote_timer_stop(timer));
		else
			mote_timer_start(timer,
					 mote_clock_after(PATIENCE + mote_test_random(&random)), 0);
	}
	for (unsigned i = 0; i < MANY; i++)
		mote_timer_stop(&timers[i]);
	MOTE_CHECK_EQUAL(expired, 0);
	mote_heap_free(timers);
}
