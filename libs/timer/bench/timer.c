/* SPDX-License-Identifier: BSD-3-Clause */
/* Timers among a hundred thousand others: what starting, stopping and expiring take. */
#include <mote/bench.h>
#include <mote/clock.h>
#include <mote/compiler.h>
#include <mote/heap.h>
#include <mote/timer.h>

#define MANY 100000

/* The others expire from the first of these to the second from now: no benchmark takes that long. */
#define FIRST (100 * MOTE_NANOSECONDS_PER_SECOND)
#define LAST (10000 * MOTE_NANOSECONDS_PER_SECOND)

static volatile uint64_t expiries;

static void count(void *unused)
{
	(void)unused;
	expiries++;
}

static uint64_t random_below(uint32_t *state, uint64_t end)
{
	*state = *state * 1664525 + 1013904223;
	return (unsigned __int128)*state * end >> 32;
}

static uint64_t far_deadline(uint32_t *random)
{
	return mote_clock_after(FIRST + random_below(random, LAST - FIRST));
}

/* Many timers that aren't armed; NULL where memory is short. */
static struct mote_timer *make_many(void)
{
	struct mote_timer *timers = mote_heap_alloc(MANY * sizeof(*timers));

	for (int i = 0; timers && i < MANY; i++)
		mote_timer_init(&timers[i], count, NULL);
	return timers;
}

/* The same, armed. */
static struct mote_timer *arm_many(uint32_t *random)
{
	struct mote_timer *timers = make_many();

	for (int i = 0; timers && i < MANY; i++)
		mote_timer_start(&timers[i], far_deadline(random), 0);
	return timers;
}

static void free_many(struct mote_timer *timers)
{
	for (int i = 0; i < MANY; i++)
		mote_timer_stop_sync(&timers[i]);
	mote_heap_free(timers);
}

/* A random one of the many is stopped, and armed for another random time. */
MOTE_BENCH(timer_100k, "timer: arm and cancel any one of 100,000")
{
	uint32_t random = 1;
	struct mote_timer *timers = arm_many(&random);

	if (!timers)
		return;
	while (mote_bench_more(bench)) {
		struct mote_timer *timer = &timers[random_below(&random, MANY)];
		uint64_t deadline = far_deadline(&random);

		mote_bench_begin(bench);
		mote_timer_stop(timer);
		mote_timer_start(timer, deadline, 0);
		mote_bench_end(bench);
	}
	free_many(timers);
}

/* The way of most timeouts: armed as the nearest of all, and cancelled. */
MOTE_BENCH(timer_nearest, "timer: arm and cancel the nearest of 100,000")
{
	uint32_t random = 1;
	struct mote_timer *timers = arm_many(&random);
	struct mote_timer timer;

	if (!timers)
		return;
	mote_timer_init(&timer, count, NULL);
	while (mote_bench_more(bench)) {
		uint64_t deadline = mote_clock_after(MOTE_NANOSECONDS_PER_SECOND);

		mote_bench_begin(bench);
		mote_timer_start(&timer, deadline, 0);
		mote_timer_stop(&timer);
		mote_bench_end(bench);
	}
	free_many(timers);
}

/* A burst of expiries, spread over so many nanoseconds. */
#define BURST (20 * MOTE_NANOSECONDS_PER_MILLISECOND)

static uint64_t burst_begin;

/* In the timer thread: arms the many for the next moments, and returns when all are due. */
static void begin_burst(void *argument)
{
	struct mote_timer *timers = argument;
	uint32_t random = 1;
	uint64_t begin = mote_clock_after(BURST);

	for (int i = 0; i < MANY; i++)
		mote_timer_start(&timers[i], begin + random_below(&random, BURST), 0);
	while (mote_clock_now() < begin + BURST)
		;
	burst_begin = mote_arch_stamp();
}

MOTE_BENCH(timer_expiry, "")
{
	struct mote_timer *timers = make_many();
	struct mote_timer first;
	uint64_t spent;

	(void)bench;
	if (!timers)
		return;
	expiries = 0;
	mote_timer_init(&first, begin_burst, timers);
	/* The timer thread runs at once, and this one again when all have expired. */
	mote_timer_start(&first, 0, 0);
	spent = (mote_arch_stamp() - burst_begin) / MANY;
	if (expiries == MANY)
		mote_bench_report("timer_expiry", spent, spent,
				  "timer: one of 100,000 that are due expires");
	free_many(timers);
}

#define PERIOD 20000
#define ENOUGH 1000

/* Counts rounds until there were ENOUGH expiries, at most MOST. */
static MOTE_NOINLINE uint64_t count_rounds(uint64_t most)
{
	static volatile uint64_t rounds;

	expiries = 0;
	rounds = 0;
	while (expiries < ENOUGH && rounds < most)
		rounds++;
	return rounds;
}

/*
 * A timer that expires alone while a thread computes: an interrupt, a switch there and one back. The
 * thread counts rounds; what a round takes was measured before, so all else is the timer's.
 */
MOTE_BENCH(timer_wake, "")
{
	struct mote_timer timer;
	uint64_t begin = mote_arch_stamp();
	uint64_t round, rounds, spent;

	(void)bench;
	count_rounds(4096);
	round = mote_arch_stamp() - begin;
	mote_timer_init(&timer, count, NULL);
	if (mote_timer_start(&timer, 0, PERIOD) != 0)
		return;
	begin = mote_arch_stamp();
	rounds = count_rounds(UINT64_MAX);
	spent = mote_arch_stamp() - begin;
	mote_timer_stop_sync(&timer);
	spent = (spent - rounds * round / 4096) / ENOUGH;
	mote_bench_report("timer_wake", spent, spent, "timer: one expires while a thread computes");
}
