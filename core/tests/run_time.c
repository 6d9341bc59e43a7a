/* SPDX-License-Identifier: BSD-3-Clause */
#include <mote/clock.h>
#include <mote/sleep.h>

#include "threads.h"

#define LENGTH (20 * MOTE_NANOSECONDS_PER_MILLISECOND)

static volatile bool stop;

static void *spin(void *argument)
{
	while (!stop)
		;
	return argument;
}

static void *sleep_on(void *argument)
{
	mote_sleep(LENGTH);
	return argument;
}

MOTE_TEST(run_time, "run time: who computes has it, who sleeps doesn't")
{
	struct mote_thread *sleeper = test_spawn("sleeper", TEST_HIGH, sleep_on, NULL);
	struct mote_thread *spinner;
	uint64_t spun, slept;

	MOTE_REQUIRE(sleeper);
	stop = false;
	spinner = test_spawn("spinner", TEST_LOW, spin, NULL);
	MOTE_REQUIRE(spinner);
	mote_sleep(2 * LENGTH);
	spun = mote_thread_run_time(spinner);
	slept = mote_thread_run_time(sleeper);
	stop = true;
	mote_thread_join(spinner, NULL);
	mote_thread_join(sleeper, NULL);
	/* Nobody else has computed; the host's own work counts as the thread's. */
	MOTE_CHECK(spun > LENGTH);
	if (!MOTE_CHECK(slept < spun / 4))
		mote_test_note("slept %lu, computed %lu", (unsigned long)slept,
			       (unsigned long)spun);
}

MOTE_TEST(run_time_idle, "run time: nobody has what goes by while all sleep")
{
	uint64_t ran, passed, length = LENGTH / 40;

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
