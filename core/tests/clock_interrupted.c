/* SPDX-License-Identifier: BSD-3-Clause */
/* The clock where interrupts and other threads read it in the middle of a reading. */
#include <mote/clock.h>
#include <mote/sleep.h>
#include <mote/test.h>
#include <mote/thread.h>

#define DURATION (20 * MOTE_NANOSECONDS_PER_MILLISECOND)
#define ENOUGH 10
#define SLEEP (50 * MOTE_NANOSECONDS_PER_MICROSECOND)

static uint64_t latest; /* that anybody has read */
static unsigned backwards;
static bool stop;

static uint64_t read_and_compare(void)
{
	uint64_t before = __atomic_load_n(&latest, __ATOMIC_RELAXED);
	uint64_t now = mote_clock_now();

	if (now < before)
		backwards++;
	/* Who is interrupted here puts back an older one: that is still no later than now. */
	__atomic_store_n(&latest, now, __ATOMIC_RELAXED);
	return now;
}

/* Each sleep ends by an interrupt, in which the core reads the clock too. */
static void *sleep_and_read(void *woken)
{
	while (!__atomic_load_n(&stop, __ATOMIC_RELAXED)) {
		mote_sleep(SLEEP);
		read_and_compare();
		++*(volatile unsigned *)woken;
	}
	return NULL;
}

MOTE_TEST(clock_interrupted, "clock: never backwards where interrupts and threads read it too")
{
	uint64_t begin = mote_clock_now();
	volatile unsigned woken = 0;
	struct mote_thread *thread;

	latest = begin;
	backwards = 0;
	stop = false;
	MOTE_REQUIRE(mote_thread_create(&thread, NULL, sleep_and_read, (void *)&woken) == 0);
	/* A slow machine takes longer than that for a few sleeps. */
	while (read_and_compare() - begin < DURATION || woken < ENOUGH)
		mote_thread_yield();
	__atomic_store_n(&stop, true, __ATOMIC_RELAXED);
	mote_thread_join(thread, NULL);
	MOTE_CHECK_EQUAL(backwards, 0);
}
