/* SPDX-License-Identifier: BSD-3-Clause */
/* What the tests of timers have in common. */
#ifndef TIMER_TESTS_COMMON_H
#define TIMER_TESTS_COMMON_H

#include <mote/clock.h>
#include <mote/sleep.h>
#include <mote/test.h>
#include <mote/timer.h>

#define MICROSECOND MOTE_NANOSECONDS_PER_MICROSECOND
#define MILLISECOND MOTE_NANOSECONDS_PER_MILLISECOND

/* Longer than anything takes that passes. */
#define PATIENCE (20 * MOTE_NANOSECONDS_PER_SECOND)

/* Sleeps until *COUNT has reached ENOUGH. Returns whether it has. */
static inline bool wait_for_count(const volatile unsigned *count, unsigned enough)
{
	uint64_t end = mote_clock_after(PATIENCE);

	while (*count < enough && mote_clock_now() < end)
		mote_sleep(50 * MICROSECOND);
	return *count >= enough;
}

/* What expires: a timer that notes when. */
struct noted {
	struct mote_timer timer;
	uint64_t deadline;
	uint64_t at; /* of its latest callback */
	volatile unsigned count;
};

/*
 * Calls FUNCTION(ARGUMENT) in the timer thread: nothing expires while it runs. It has returned when this
 * does, unless it waits.
 */
static inline void in_timer_thread(void (*function)(void *argument), void *argument)
{
	static struct mote_timer starter;

	mote_timer_init(&starter, function, argument);
	MOTE_CHECK_EQUAL(mote_timer_start(&starter, 0, 0), 0);
}

#endif
