/* SPDX-License-Identifier: BSD-3-Clause */
#include <mote/clock.h>
#include <mote/sleep.h>

#include "threads.h"

#define LENGTH (20 * MOTE_NANOSECONDS_PER_MILLISECOND)
/* What the host takes away counts as the thread's: a busy one may need longer lengths. */
#define ATTEMPTS 6

static volatile bool stop;
static uint64_t length;

static void *spin(void *argument)
{
	while (!stop)
		;
	return argument;
}

static void *sleep_on(void *argument)
{
	mote_sleep(length);
	return argument;
}

/* Stores what a thread that computes, and one that sleeps, have run while `length` went by twice. */
static bool spin_and_sleep(uint64_t *spun, uint64_t *slept)
{
	struct mote_thread *sleeper = test_spawn("sleeper", TEST_HIGH, sleep_on, NULL);
	struct mote_thread *spinner;

	if (!sleeper)
		return false;
	stop = false;
	spinner = test_spawn("spinner", TEST_LOW, spin, NULL);
	if (spinner) {
		mote_sleep(2 * length);
		*spun = mote_thread_run_time(spinner);
		*slept = mote_thread_run_time(sleeper);
		stop = true;
		mote_thread_join(spinner, NULL);
	}
	mote_thread_join(sleeper, NULL);
	return spinner != NULL;
}

MOTE_TEST(run_time, "run time: who computes has it, who sleeps doesn't")
{
	uint64_t spun = 0, slept = 0;
	int attempts = ATTEMPTS;

	length = LENGTH;
	do {
		MOTE_REQUIRE(spin_and_sleep(&spun, &slept));
		length *= 2;
	} while ((spun <= length / 2 || slept >= spun / 4) && --attempts);
	if (!MOTE_CHECK(attempts))
		mote_test_note("slept %lu, computed %lu", (unsigned long)slept,
			       (unsigned long)spun);
}

MOTE_TEST(run_time_idle, "run time: nobody has what goes by while all sleep")
{
	uint64_t ran, passed;

	length = LENGTH / 40;
	/* What going to sleep takes is much on a slow machine; in the end it is little of a long sleep. */
	do {
		uint64_t begin = mote_clock_now();
		uint64_t before = mote_thread_run_time(mote_thread_self());

		length *= 4;
		for (int i = 0; i < 10; i++)
			mote_sleep(length);
		ran = mote_thread_run_time(mote_thread_self()) - before;
		passed = mote_clock_now() - begin;
	} while (ran >= passed / 2 && length < 10 * LENGTH);
	if (!MOTE_CHECK(ran < passed / 2))
		mote_test_note("ran %lu of %lu", (unsigned long)ran, (unsigned long)passed);
}
