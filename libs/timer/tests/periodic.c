/* SPDX-License-Identifier: BSD-3-Clause */
/* Periodic timers: no drift, overruns counted. */
#include <mote/thread.h>

#include "common.h"

#define PERIOD (200 * MICROSECOND)

static struct noted timer;
static uint64_t base;
static uint64_t expiries; /* with those that had no callback of their own */
static bool is_early;
static bool is_lost;	 /* an expiry that was due before the callback before */
static uint64_t stall;	 /* how long each callback takes */
static unsigned stop_at; /* so many callbacks */

static void note(void *unused)
{
	uint64_t now = mote_clock_now();

	(void)unused;
	expiries += 1 + mote_timer_overruns(&timer.timer);
	is_early |= now < base + (expiries - 1) * PERIOD;
	is_lost |= timer.count && expiries - 1 < (timer.at - base) / PERIOD;
	timer.at = now;
	if (++timer.count == stop_at)
		mote_timer_stop(&timer.timer);
	while (stall && mote_clock_now() < now + stall)
		;
}

static void begin(uint64_t callback_takes, unsigned callbacks)
{
	timer.count = 0;
	expiries = 0;
	is_early = false;
	is_lost = false;
	stall = callback_takes;
	stop_at = callbacks;
	base = mote_clock_after(PERIOD);
	mote_timer_init(&timer.timer, note, NULL);
	MOTE_CHECK_EQUAL(mote_timer_start(&timer.timer, base, PERIOD), 0);
}

static void end(void)
{
	MOTE_CHECK_EQUAL(mote_timer_stop_sync(&timer.timer), !stop_at);
	MOTE_CHECK(!is_early);
	MOTE_CHECK(!is_lost);
}

MOTE_TEST(timer_periodic, "timer: a periodic one comes again and again, without drift")
{
	uint64_t deadline;

	begin(0, 0);
	MOTE_CHECK(wait_for_count(&timer.count, 50));
	deadline = mote_timer_deadline(&timer.timer);
	/* Every deadline is a multiple of the period behind the first, however late callbacks were. */
	MOTE_CHECK((deadline - base) % PERIOD == 0);
	end();
	MOTE_CHECK(expiries >= 50);
}

MOTE_TEST(timer_overrun, "timer: periods that pass while a callback runs are counted")
{
	/* It has the processor for itself until it stops. */
	begin(3 * PERIOD + PERIOD / 2, 5);
	MOTE_CHECK(wait_for_count(&timer.count, 5));
	end();
	/* From the second callback on each stands for three at least. */
	MOTE_CHECK(expiries >= 1 + (timer.count - 1) * 3ul);
}

static void *do_nothing(void *unused)
{
	return unused;
}

static struct mote_thread *timer_thread;

static void note_self(void *unused)
{
	(void)unused;
	timer_thread = mote_thread_self();
}

MOTE_TEST(timer_suspended, "timer: what came due while the timer thread was suspended follows")
{
	struct mote_thread *other;
	unsigned count;

	in_timer_thread(note_self, NULL);
	begin(0, 0);
	MOTE_CHECK(wait_for_count(&timer.count, 1));
	mote_thread_suspend(timer_thread);
	count = timer.count;
	mote_sleep(20 * PERIOD);
	/* Threads begin and end meanwhile. */
	if (MOTE_CHECK_EQUAL(mote_thread_create(&other, NULL, do_nothing, NULL), 0))
		mote_thread_join(other, NULL);
	MOTE_CHECK_EQUAL(timer.count, count);
	mote_thread_resume(timer_thread);
	MOTE_CHECK(wait_for_count(&timer.count, count + 1));
	end();
	MOTE_CHECK(expiries >= 20);
}
