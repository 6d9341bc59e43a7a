/* SPDX-License-Identifier: BSD-3-Clause */
#include <mote/clock.h>
#include <mote/format.h>
#include <mote/power.h>
#include <mote/semaphore.h>
#include <mote/sleep.h>
#include <mote/stop.h>
#include <mote/thread.h>

#include "steps.h"

#define LONG 3600000000000

static void *exit_with(void *status)
{
	mote_exit((int)(uintptr_t)status);
}

/* All of these would give another status, and undo the steps again. */
static int exit_in_threads(void)
{
	struct mote_thread *thread;

	for (uintptr_t status = 10; status < 14; status++)
		mote_thread_create(&thread, NULL, exit_with, (void *)status);
	ending_pause();
	return 99;
}

static int wait_for_request(uint64_t deadline)
{
	static const char *const results[] = {"woken", "timed out", "interrupted"};

	mote_stop_wait(0); /* so that a request which comes at once isn't the core's business */
	mote_print("waiting\n");
	mote_print("%s", results[mote_stop_wait(deadline)]);
	mote_print(", %s\n", mote_stop_requested() ? "requested" : "not requested");
	return 3;
}

static void *wait_too(void *unused)
{
	mote_stop_wait(MOTE_NEVER);
	return unused;
}

/* Each of those who wait is told. */
static int wait_in_threads(void)
{
	struct mote_thread *threads[2];

	for (unsigned i = 0; i < 2; i++)
		mote_thread_create(&threads[i], NULL, wait_too, NULL);
	wait_for_request(MOTE_NEVER);
	for (unsigned i = 0; i < 2; i++)
		mote_thread_join(threads[i], NULL);
	return wait_for_request(MOTE_NEVER);
}

static int deadlock(void)
{
	struct mote_semaphore never = MOTE_SEMAPHORE_INIT(never, 0);

	mote_semaphore_wait(&never);
	return 99;
}

int main(void)
{
	if (ending_does("exit-in-threads"))
		return exit_in_threads();
	if (ending_does("exit-of-main"))
		mote_thread_exit(NULL);
	if (ending_does("deadlock"))
		return deadlock();
	if (ending_does("wait"))
		return wait_for_request(MOTE_NEVER);
	if (ending_does("wait-in-threads"))
		return wait_in_threads();
	if (ending_does("wait-until"))
		return wait_for_request(mote_clock_now() + 1000000);
	if (ending_does("sleep")) {
		mote_print("waiting\n");
		mote_sleep(LONG);
	}
	if (ending_does("compute")) {
		mote_print("waiting\n");
		for (volatile bool forever = true; forever;)
			;
	}
	return 7;
}
