/* SPDX-License-Identifier: BSD-3-Clause */
/* What an interrupt costs, all in, from the instruction that causes it. */
#include <config/THREAD_PREEMPTION.h>
#include <mote/apic.h>
#include <mote/bench.h>
#include <mote/plat.h>
#include <mote/semaphore.h>
#include <mote/thread.h>

#include "../tests/self_interrupt.h"

static void end_of_interrupt(void *unused)
{
	(void)unused;
	mote_apic_end_of_interrupt();
}

MOTE_BENCH(interrupt, "interrupt: from its cause to its handler and back")
{
	int vector = mote_plat_vector_alloc(end_of_interrupt, NULL);

	if (vector < 0 || mote_apic_start() != 0)
		return;
	while (mote_bench_more(bench)) {
		mote_bench_begin(bench);
		send_to_self(vector);
		mote_bench_end(bench);
	}
	mote_plat_vector_free(vector);
}

#if CONFIG_THREAD_PREEMPTION
static struct mote_semaphore interrupted = MOTE_SEMAPHORE_INIT(interrupted, 0);
static struct mote_bench *woken_bench;
static bool stop;

static void wake(void *unused)
{
	(void)unused;
	mote_apic_end_of_interrupt();
	mote_semaphore_post(&interrupted);
}

/* Ends each sample in the thread that was woken. */
static void *wait_and_note(void *argument)
{
	for (;;) {
		mote_semaphore_wait(&interrupted);
		if (stop)
			return argument;
		mote_bench_end(woken_bench);
	}
}

MOTE_BENCH(interrupt_wake, "interrupt: from its cause until the thread that it wakes runs")
{
	struct mote_thread_attributes urgent = {.priority = MOTE_PRIORITY_HIGHEST};
	struct mote_thread *thread;
	int vector = mote_plat_vector_alloc(wake, NULL);

	if (vector < 0 || mote_apic_start() != 0)
		return;
	stop = false;
	woken_bench = bench;
	if (mote_thread_create(&thread, &urgent, wait_and_note, NULL) != 0)
		return;
	while (mote_bench_more(bench)) {
		mote_bench_begin(bench);
		send_to_self(vector);
	}
	stop = true;
	mote_semaphore_post(&interrupted);
	mote_thread_join(thread, NULL);
	mote_plat_vector_free(vector);
}
#endif
