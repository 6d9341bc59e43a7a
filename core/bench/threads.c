/* SPDX-License-Identifier: BSD-3-Clause */
#include <mote/bench.h>
#include <mote/mutex.h>
#include <mote/semaphore.h>
#include <mote/thread.h>

static bool stop;

static void *yield_until_stopped(void *argument)
{
	while (!stop)
		mote_thread_yield();
	return argument;
}

MOTE_BENCH(yield, "threads: yield to another and back")
{
	struct mote_thread *thread;

	stop = false;
	if (mote_thread_create(&thread, NULL, yield_until_stopped, NULL) != 0)
		return;
	mote_thread_yield(); /* the other one's first run is not what is measured */
	while (mote_bench_more(bench)) {
		mote_bench_begin(bench);
		mote_thread_yield();
		mote_bench_end(bench);
	}
	stop = true;
	mote_thread_join(thread, NULL);
}

static void *nothing(void *argument)
{
	return argument;
}

MOTE_BENCH(thread, "threads: create, run, exit and join")
{
	while (mote_bench_more(bench)) {
		struct mote_thread *thread;

		mote_bench_begin(bench);
		if (mote_thread_create(&thread, NULL, nothing, NULL) == 0)
			mote_thread_join(thread, NULL);
		mote_bench_end(bench);
	}
}

MOTE_BENCH(mutex, "mutex: lock and unlock, uncontended")
{
	static struct mote_mutex mutex = MOTE_MUTEX_INIT(mutex);

	while (mote_bench_more(bench)) {
		mote_bench_begin(bench);
		mote_mutex_lock(&mutex);
		mote_mutex_unlock(&mutex);
		mote_bench_end(bench);
	}
}

MOTE_BENCH(semaphore, "semaphore: post and wait, nobody waiting")
{
	static struct mote_semaphore semaphore = MOTE_SEMAPHORE_INIT(semaphore, 0);

	while (mote_bench_more(bench)) {
		mote_bench_begin(bench);
		mote_semaphore_post(&semaphore);
		mote_semaphore_wait(&semaphore);
		mote_bench_end(bench);
	}
}

static struct mote_semaphore request = MOTE_SEMAPHORE_INIT(request, 0);
static struct mote_bench *woken_bench;

/* Ends each sample in the thread that was woken. */
static void *wait_and_note(void *argument)
{
	for (;;) {
		mote_semaphore_wait(&request);
		if (stop)
			return argument;
		mote_bench_end(woken_bench);
	}
}

MOTE_BENCH(wake, "semaphore: post until the waiting thread runs")
{
	struct mote_thread *thread;

	stop = false;
	woken_bench = bench;
	if (mote_thread_create(&thread, NULL, wait_and_note, NULL) != 0)
		return;
	mote_thread_yield();
	while (mote_bench_more(bench)) {
		mote_bench_begin(bench);
		mote_semaphore_post(&request);
		mote_thread_yield();
	}
	stop = true;
	mote_semaphore_post(&request);
	mote_thread_join(thread, NULL);
}
