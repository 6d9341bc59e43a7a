/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Time slices. While the running thread shares its priority with others that are ready the timer
 * comes once a slice. Who had the turn at the last time and still has it passes it on, also where a
 * thread of a higher priority happens to run. So a turn is one to two slices long, one where nobody
 * waits or yields, and no switch has to touch the timer.
 */
#include <config/THREAD_TIME_SLICE_US.h>
#include <mote/clock.h>

#include "../cpu.h"
#include "../seeded_fault.h"
#include "thread.h"

#define SLICE (CONFIG_THREAD_TIME_SLICE_US * MOTE_NANOSECONDS_PER_MICROSECOND)

static void give_turn(struct mote_cpu *cpu, struct mote_thread *thread, uint64_t now)
{
	cpu->sliced = thread;
	cpu->slice_end = now + SLICE;
	mote_timer_arm(cpu->slice_end);
}

void mote_time_slice_begin(void)
{
	struct mote_cpu *cpu = mote_cpu();

	/*
	 * Before start-up has a clock nothing interrupts a thread. One that has left the run queue and is
	 * about to be switched away from gets no turn: it may be gone when that ends.
	 */
	if (cpu->interrupts_on && !cpu->idle && cpu->current->state == MOTE_THREAD_READY)
		give_turn(cpu, cpu->current, mote_clock_now());
}

/* Has who had a whole turn, if it is still ready, pass it on. */
static void pass_turn(struct mote_cpu *cpu)
{
	struct mote_thread *thread = cpu->sliced;

	if (SEEDED(STARVATION) || !thread || cpu->run_queue.head[thread->priority] != &thread->link)
		return;
	run_queue_rotate(&cpu->run_queue, &thread->link, thread->priority);
	cpu->resched = mote_scheduler_switch;
}

void mote_time_slice_check(uint64_t now)
{
	struct mote_cpu *cpu = mote_cpu();
	struct mote_thread *next;

	if (now < cpu->slice_end) {
		mote_timer_arm(cpu->slice_end);
		return;
	}
	cpu->slice_end = MOTE_NEVER;
	pass_turn(cpu);
	cpu->sliced = NULL;
	if (run_queue_is_empty(&cpu->run_queue))
		return;
	next = MOTE_CONTAINER_OF(run_queue_first(&cpu->run_queue), struct mote_thread, link);
	if (run_queue_is_shared(&next->link))
		give_turn(cpu, next, now);
}
