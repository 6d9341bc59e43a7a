/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What a sleeping thread costs when it wakes and goes to sleep again, among ten threads and among ten
 * thousand. They sleep for random times of such a mean that one is due about every GAP nanoseconds,
 * however many there are. In between the main thread counts, at a lower priority: what a round of its
 * loop takes was measured before, so all else is the sleepers'. (A halted processor can't be used for
 * that: its clock jumps.)
 */
#include <mote/bench.h>
#include <mote/clock.h>
#include <mote/compiler.h>
#include <mote/page.h>
#include <mote/sleep.h>
#include <mote/thread.h>

#define GAP 8000
#define WAKE_UPS 3000
#define FEW 10
#define MANY 10000

#define STACK_BYTES 2048

static volatile uint64_t rounds;
static volatile unsigned wake_ups;
static volatile unsigned alive;
static volatile bool stop;
static uint64_t mean;

/* A random time of the mean that is wanted. */
static uint64_t next_time(uint32_t *state)
{
	*state = *state * 1664525 + 1013904223;
	return *state * (2 * mean) >> 32;
}

static void *sleep_at_random(void *argument)
{
	uint32_t state = (uintptr_t)argument * 2654435761u;

	while (!stop) {
		mote_sleep(next_time(&state));
		wake_ups++;
	}
	alive--;
	return NULL;
}

/* Counts rounds until there were ENOUGH wake-ups, at most MOST. */
static MOTE_NOINLINE void count_rounds(unsigned enough, uint64_t most)
{
	rounds = 0;
	while (wake_ups < enough && rounds < most)
		rounds++;
}

static uint64_t time_rounds(unsigned enough, uint64_t most)
{
	uint64_t begin = mote_arch_stamp();

	count_rounds(enough, most);
	return mote_arch_stamp() - begin;
}

/* Returns how many of COUNT threads there are. */
static unsigned create_sleepers(unsigned count)
{
	struct mote_thread_attributes attributes = {
		.name = "sleeper",
		.stack_bytes = STACK_BYTES,
		.priority = MOTE_PRIORITY_NORMAL + 1,
	};
	struct mote_thread *thread;

	stop = false;
	mean = (uint64_t)count * GAP;
	for (uintptr_t i = 0; i < count; i++) {
		if (mote_thread_create(&thread, &attributes, sleep_at_random, (void *)(i + 1)) != 0)
			break;
		alive++;
		mote_thread_detach(thread);
	}
	return alive;
}

static void end_sleepers(void)
{
	stop = true;
	while (alive)
		mote_sleep(GAP);
}

/* Instructions for each wake-up among COUNT threads; 0 where there is no memory for so many. */
static uint64_t measure(unsigned count)
{
	uint64_t round, spent = 0;

	wake_ups = 0;
	round = time_rounds(1, 4096);
	if (create_sleepers(count) == count) {
		/* Each has slept once before, so that what is seen is the usual run of things. */
		count_rounds(count, UINT64_MAX);
		wake_ups = 0;
		spent = time_rounds(WAKE_UPS, UINT64_MAX);
		spent = (spent - rounds * round / 4096) / WAKE_UPS;
	}
	end_sleepers();
	return spent;
}

static void report(const char *id, unsigned count, const char *text)
{
	uint64_t spent = measure(count);

	if (spent)
		mote_bench_report(id, spent, spent, text);
}

MOTE_BENCH(sleepers, "")
{
	(void)bench;
	report("sleepers_10", FEW, "sleep: end one at random and begin the next, 10 threads");
	/* Only where there is memory: two pages each. */
	if (mote_page_statistics().free > MANY * 3)
		report("sleepers_10k", MANY, "sleep: the same, 10,000 threads");
}
