/* SPDX-License-Identifier: BSD-3-Clause */
/* Threads of the same priority share the processor by time slices, whatever else goes on. */
#include <config/THREAD_TIME_SLICE_US.h>
#include <mote/clock.h>
#include <mote/sleep.h>

#include "threads.h"

#define SLICE (CONFIG_THREAD_TIME_SLICE_US * MOTE_NANOSECONDS_PER_MICROSECOND)
#define EQUALS 3
#define SLICES_EACH 12
/* A host that is busy itself takes some of a thread's time; a starving thread has none at all. */
#define LEAST_SHARE 5
#define ATTEMPTS 4

static volatile bool stop;
static volatile unsigned long progress[EQUALS];

/* Never gives way by itself. */
static void *count(void *mine)
{
	volatile unsigned long *counter = mine;

	while (!stop)
		++*counter;
	return NULL;
}

/* Slices that pass while the equals count; more where the host has taken too much of some away. */
static unsigned slices_each;

/* Whether who counted least has a fair share of what who counted most has. */
static bool is_fair(size_t equals)
{
	unsigned long least = progress[0];
	unsigned long most = progress[0];

	for (size_t i = 1; i < equals; i++) {
		least = progress[i] < least ? progress[i] : least;
		most = progress[i] > most ? progress[i] : most;
	}
	return least > most / LEAST_SHARE;
}

/* LET_COUNT lets equals count, and returns how many. */
static void check_shares(size_t (*let_count)(void))
{
	int attempts = ATTEMPTS;
	size_t equals;

	slices_each = SLICES_EACH;
	while (!is_fair(equals = let_count()) && --attempts)
		slices_each *= 2;
	if (!MOTE_CHECK(attempts))
		for (size_t i = 0; i < equals; i++)
			mote_test_note("thread %u counted to %lu", (unsigned)i, progress[i]);
}

static void begin(void)
{
	stop = false;
	for (size_t i = 0; i < EQUALS; i++)
		progress[i] = 0;
}

static size_t spawn_equals(struct mote_thread **threads)
{
	size_t made = 0;

	begin();
	for (; made < EQUALS; made++) {
		threads[made] =
			test_spawn("equal", TEST_LOW, count, (void *)(uintptr_t)&progress[made]);
		if (!threads[made])
			break;
	}
	return made;
}

static void end(struct mote_thread **threads, size_t made)
{
	stop = true;
	for (size_t i = 0; i < made; i++)
		mote_thread_join(threads[i], NULL);
}

static size_t let_equals_count(void)
{
	struct mote_thread *threads[EQUALS];
	size_t made = spawn_equals(threads);

	mote_sleep(EQUALS * slices_each * SLICE);
	end(threads, made);
	return made;
}

MOTE_TEST(slice_equals, "time slice: threads of the same priority share the processor")
{
	check_shares(let_equals_count);
}

/* Pre-empts the others more often than their slices end. */
static void *tick(void *argument)
{
	while (!stop)
		mote_sleep(SLICE / 3);
	return argument;
}

static size_t let_preempted_count(void)
{
	struct mote_thread *ticker;
	struct mote_thread *threads[EQUALS];
	size_t made = spawn_equals(threads);

	ticker = test_spawn("ticker", TEST_HIGH, tick, NULL);
	mote_sleep(EQUALS * slices_each * SLICE);
	end(threads, made);
	if (ticker)
		mote_thread_join(ticker, NULL);
	return made;
}

MOTE_TEST(slice_preempted, "time slice: they share what a thread of a higher priority leaves")
{
	check_shares(let_preempted_count);
}

static struct mote_thread *raised;

/* Makes another one its equal, and from then on asks the core for nothing. */
static void *raise_then_count(void *mine)
{
	mote_thread_set_priority(raised, TEST_MIDDLE);
	return count(mine);
}

static size_t let_raised_count(void)
{
	struct mote_thread *raiser;

	begin();
	raised = test_spawn("raised", TEST_LOW, count, (void *)(uintptr_t)&progress[0]);
	if (!raised)
		return 0;
	raiser = test_spawn("raiser", TEST_MIDDLE, raise_then_count,
			    (void *)(uintptr_t)&progress[1]);
	mote_sleep(2 * slices_each * SLICE);
	stop = true;
	mote_thread_join(raised, NULL);
	if (raiser)
		mote_thread_join(raiser, NULL);
	return 2;
}

MOTE_TEST(slice_raised, "time slice: who is given the running thread's priority gets its turn")
{
	check_shares(let_raised_count);
}

MOTE_TEST(slice_priorities, "time slice: none for a lower priority while a higher one runs")
{
	struct mote_thread *low, *middle;
	unsigned long at_end;

	begin();
	middle = test_spawn("middle", TEST_MIDDLE, count, (void *)(uintptr_t)&progress[0]);
	low = test_spawn("low", TEST_LOW, count, (void *)(uintptr_t)&progress[1]);
	mote_sleep(SLICES_EACH * SLICE);
	at_end = progress[1];
	stop = true;
	if (middle)
		mote_thread_join(middle, NULL);
	if (low)
		mote_thread_join(low, NULL);
	MOTE_CHECK_EQUAL(at_end, 0);
	MOTE_CHECK(progress[0] != 0);
}

static volatile bool has_run;

static void *note_at(void *deadline)
{
	mote_sleep_until(*(uint64_t *)deadline);
	has_run = true;
	return NULL;
}

/* The first to be woken is the thread on whose stack the processor idled: no switch comes with it. */
MOTE_TEST(time_slice_idle, "time slice: two that one interrupt wakes share the processor")
{
	uint64_t deadline = mote_clock_after(2 * SLICE);
	struct mote_thread *thread;
	uint64_t end;

	has_run = false;
	thread = test_spawn("equal", MOTE_PRIORITY_NORMAL, note_at, &deadline);
	MOTE_REQUIRE(thread);
	mote_thread_yield();
	mote_sleep_until(deadline - 1);
	end = mote_clock_after(200 * SLICE);
	while (!has_run && mote_clock_now() < end)
		;
	MOTE_CHECK(has_run);
	mote_thread_join(thread, NULL);
}
