/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Priority inheritance: low has a mutex that high waits for, while middle only wants to compute.
 * Without inheritance middle would hold up high for as long as it likes.
 */
#include <mote/clock.h>
#include <mote/format.h>
#include <mote/mutex.h>
#include <mote/sleep.h>
#include <mote/thread.h>

#include "show.h"

#define LOW (MOTE_PRIORITY_NORMAL - 3)
#define MIDDLE (MOTE_PRIORITY_NORMAL - 2)
#define HIGH (MOTE_PRIORITY_NORMAL - 1)

#define LOW_MILLISECONDS 30
#define MIDDLE_MILLISECONDS 60

static struct mote_mutex mutex = MOTE_MUTEX_INIT(mutex);
static uint64_t high_done, middle_done;

static void say(const char *what)
{
	mote_print("  %4u ms  %-6s %s\n", show_milliseconds(), mote_thread_name(mote_thread_self()),
		   what);
}

static void *low(void *argument)
{
	mote_mutex_lock(&mutex);
	say("takes the mutex and works for 30 ms");
	spin_milliseconds(LOW_MILLISECONDS);
	say("gives the mutex back");
	mote_mutex_unlock(&mutex);
	return argument;
}

static void *middle(void *argument)
{
	say("computes for 60 ms and needs no mutex");
	spin_milliseconds(MIDDLE_MILLISECONDS);
	middle_done = mote_clock_now();
	say("is done");
	return argument;
}

static void *high(void *argument)
{
	say("wants the mutex: low inherits its priority, middle has to wait");
	mote_mutex_lock(&mutex);
	high_done = mote_clock_now();
	say("has the mutex");
	mote_mutex_unlock(&mutex);
	return argument;
}

static struct mote_thread *begin(const char *name, unsigned priority, void *(*entry)(void *))
{
	struct mote_thread_attributes attributes = {.name = name, .priority = priority};
	struct mote_thread *thread;

	return mote_thread_create(&thread, &attributes, entry, NULL) == 0 ? thread : NULL;
}

int demonstrate_inheritance(void)
{
	struct mote_thread *threads[3];

	show_heading("Priority inheritance", "low has what high needs, and middle is in between.");
	/* The main thread sleeps in between, so that each has begun before the next one comes. */
	threads[0] = begin("low", LOW, low);
	mote_sleep(5000000);
	threads[1] = begin("middle", MIDDLE, middle);
	mote_sleep(5000000);
	threads[2] = begin("high", HIGH, high);
	for (unsigned i = 0; i < 3; i++) {
		if (!threads[i])
			return 1;
		mote_thread_join(threads[i], NULL);
	}
	return high_done >= middle_done;
}
