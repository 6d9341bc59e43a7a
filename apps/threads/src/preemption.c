/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Pre-emption: three threads count and never yield, a fourth of a higher priority wakes now and then
 * and draws how far they are.
 */
#include <mote/format.h>
#include <mote/sleep.h>
#include <mote/thread.h>

#include "show.h"

#define WORKERS 3
#define LOOKS 6
#define LOOK_MILLISECONDS 40
#define BAR 16

struct worker {
	const char *name;
	struct mote_thread *thread;
	volatile uint64_t count;
};

static struct worker workers[WORKERS] = {{.name = "A"}, {.name = "B"}, {.name = "C"}};
static volatile bool stop;

static void *count(void *argument)
{
	struct worker *worker = argument;

	while (!stop)
		worker->count++;
	return NULL;
}

static uint64_t most(void)
{
	uint64_t most = 0;

	for (unsigned i = 0; i < WORKERS; i++)
		if (workers[i].count > most)
			most = workers[i].count;
	return most;
}

static void draw(void)
{
	uint64_t whole = most();

	mote_print("  %4u ms", show_milliseconds());
	for (unsigned i = 0; i < WORKERS; i++) {
		mote_print("  %s ", workers[i].name);
		show_bar(workers[i].count, whole, BAR);
	}
	mote_print("\n");
}

/* Whether every worker has got at least a third of what the luckiest has. */
static bool is_fair(void)
{
	bool fair = true;

	for (unsigned i = 0; i < WORKERS; i++) {
		uint64_t milliseconds = mote_thread_run_time(workers[i].thread) / 1000000;

		mote_print("  %s ran for %lu ms and counted to %lu\n", workers[i].name,
			   milliseconds, workers[i].count);
		fair = fair && workers[i].count >= most() / 3;
	}
	return fair;
}

int demonstrate_preemption(void)
{
	bool fair;

	show_heading("Pre-emption", "A, B and C count and never yield. Each gets its share: the "
				    "timer takes turns for them.");
	mote_thread_set_priority(mote_thread_self(), MOTE_PRIORITY_NORMAL + 1);
	for (unsigned i = 0; i < WORKERS; i++) {
		struct mote_thread_attributes attributes = {.name = workers[i].name,
							    .priority = MOTE_PRIORITY_NORMAL};

		if (mote_thread_create(&workers[i].thread, &attributes, count, &workers[i]) != 0)
			return 1;
	}
	for (unsigned i = 0; i < LOOKS; i++) {
		mote_sleep(LOOK_MILLISECONDS * 1000000ULL);
		draw();
	}
	fair = is_fair();
	stop = true;
	for (unsigned i = 0; i < WORKERS; i++)
		mote_thread_join(workers[i].thread, NULL);
	return !fair;
}
