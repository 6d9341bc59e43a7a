/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Who runs: the first of the run queue, always, but for the moment between the wake-up of a thread
 * of a higher priority and the release of the lock (cpu->resched says that it is owed).
 */
#include <config/INTERRUPTS.h>
#include <config/THREAD_PREEMPTION.h>
#include <config/THREAD_PRIORITIES.h>
#include <config/THREAD_RUN_TIME.h>
#include <config/THREAD_TIME_SLICES.h>
#include <config/TIME.h>
#include <mote/clock.h>
#include <mote/compiler.h>
#include <mote/stack.h>
#if CONFIG_THREAD_RUN_TIME
#include <mote/arch/stamp.h>
#endif

#include "../cpu.h"
#include "../seeded_fault.h"
#include "thread.h"

struct mote_list mote_threads;
struct mote_spinlock mote_scheduler_lock;

static struct mote_thread main_thread;

struct mote_thread *mote_thread_self(void)
{
	return mote_cpu()->current;
}

/*
 * Run time: a thread's field holds how long it has run while it doesn't, and the same less the stamp
 * of when it began while it does. So a switch has nothing to remember.
 */
#if CONFIG_THREAD_RUN_TIME
static inline MOTE_ALWAYS_INLINE void account(struct mote_thread *from, struct mote_thread *to)
{
	uint64_t now = mote_arch_stamp();

	from->run_stamps += now;
	to->run_stamps -= now;
}

uint64_t mote_thread_run_stamps(const struct mote_thread *thread)
{
	unsigned long flags = mote_spin_lock_irqsave(&mote_scheduler_lock);
	uint64_t stamps = thread->run_stamps;

	if (thread == mote_thread_self() && !mote_cpu()->idle)
		stamps += mote_arch_stamp();
	mote_spin_unlock_irqrestore(&mote_scheduler_lock, flags);
	return stamps;
}
#else
static void account(struct mote_thread *from, struct mote_thread *to)
{
	(void)from;
	(void)to;
}
#endif

/* Who runs while nobody does, for the run time's sake. */
static struct mote_thread nobody;

void mote_scheduler_start(void)
{
	struct mote_cpu *cpu = mote_cpu();

	/* Not by initial values: these would be mostly zeros in the image's file. */
	mote_thread_init(&main_thread, "main", CONFIG_THREAD_PRIORITIES ? MOTE_PRIORITY_NORMAL : 0);
	mote_list_init(&mote_threads);
	mote_list_append(&mote_threads, &main_thread.all);
	run_queue_append(&cpu->run_queue, &main_thread.link, main_thread.priority);
	account(&nobody, &main_thread);
	cpu->current = &main_thread;
	cpu->timer_armed = MOTE_NEVER;
	cpu->slice_end = MOTE_NEVER;
}

void mote_thread_init(struct mote_thread *thread, const char *name, unsigned priority)
{
	thread->name = name;
	thread->priority = priority;
	thread->base_priority = priority;
	mote_list_init(&thread->contended);
	mote_wait_queue_init(&thread->end, "the end of a thread");
}

static struct mote_thread *first_ready(const struct mote_cpu *cpu)
{
	return MOTE_CONTAINER_OF(run_queue_first(&cpu->run_queue), struct mote_thread, link);
}

void mote_scheduler_ready(struct mote_thread *thread)
{
	struct mote_cpu *cpu = mote_cpu();

	if (thread->suspend_requests && !thread->suspend_disabled) {
		thread->state = MOTE_THREAD_SUSPENDED;
		return;
	}
	run_queue_append(&cpu->run_queue, &thread->link, thread->priority);
	thread->state = MOTE_THREAD_READY;
	if (CONFIG_THREAD_PREEMPTION && thread->priority > cpu->current->priority)
		cpu->resched = SEEDED(MISSED_PREEMPTION) && !cpu->in_interrupt
				       ? NULL
				       : mote_scheduler_switch;
	else if (CONFIG_THREAD_TIME_SLICES && cpu->slice_end == MOTE_NEVER &&
		 thread->priority == cpu->current->priority)
		mote_time_slice_begin();
}

void mote_scheduler_unready(struct mote_thread *thread, enum mote_thread_state state)
{
	struct mote_cpu *cpu = mote_cpu();

	run_queue_remove(&cpu->run_queue, &thread->link, thread->priority);
	thread->state = state;
	if (CONFIG_THREAD_TIME_SLICES && cpu->sliced == thread)
		cpu->sliced = NULL;
}

/* Whether something outside of the threads may make one ready. */
static bool may_be_woken(const struct mote_cpu *cpu)
{
	if (CONFIG_TIME && mote_timeout_is_pending())
		return true;
	return CONFIG_INTERRUPTS && cpu->wake_sources;
}

/* Nobody is ready: the processor halts between interrupts until one has changed that. */
static void idle(struct mote_cpu *cpu)
{
	account(cpu->current, SEEDED(RUN_TIME) ? cpu->current : &nobody);
	cpu->idle = true;
	while (run_queue_is_empty(&cpu->run_queue)) {
		if (!may_be_woken(cpu))
			mote_deadlock_report();
		mote_plat_idle();
	}
	cpu->idle = false;
	account(SEEDED(RUN_TIME) ? cpu->current : &nobody, cpu->current);
}

static MOTE_NOINLINE void idle_and_switch(void)
{
	struct mote_cpu *cpu = mote_cpu();

	idle(cpu);
	/* Where it was the first to be woken there is no switch that would begin its slice. */
	if (CONFIG_THREAD_TIME_SLICES && cpu->slice_end == MOTE_NEVER &&
	    first_ready(cpu) == cpu->current && run_queue_is_shared(&cpu->current->link))
		mote_time_slice_begin();
	mote_scheduler_switch();
}

static MOTE_NOINLINE void begin_slice_and_switch(struct mote_thread *from, struct mote_thread *to)
{
	mote_time_slice_begin();
	mote_arch_thread_switch(from, to);
}

/* What is rare is the last call of another function, so that this one has no registers to save. */
void mote_scheduler_switch(void)
{
	struct mote_cpu *cpu = mote_cpu();
	struct mote_thread *from = cpu->current;
	struct mote_thread *to;

	if (MOTE_PLAT_STACK_RESERVE)
		mote_stack_check((uintptr_t)__builtin_frame_address(0));
	if (run_queue_is_empty(&cpu->run_queue)) {
		idle_and_switch();
		return;
	}
	cpu->resched = NULL;
	to = first_ready(cpu);
	if (to == from)
		return;
	account(from, to);
	cpu->current = to;
	if (CONFIG_THREAD_TIME_SLICES && cpu->slice_end == MOTE_NEVER &&
	    run_queue_is_shared(&to->link))
		begin_slice_and_switch(from, to);
	else
		mote_arch_thread_switch(from, to);
}

void mote_scheduler_set_priority(struct mote_thread *thread, unsigned priority)
{
	struct mote_cpu *cpu = mote_cpu();

	if (thread->state == MOTE_THREAD_READY) {
		run_queue_remove(&cpu->run_queue, &thread->link, thread->priority);
		/* Who runs goes on where nobody else has the right to: it stays the first. */
		if (thread == cpu->current)
			run_queue_prepend(&cpu->run_queue, &thread->link, priority);
		else
			run_queue_append(&cpu->run_queue, &thread->link, priority);
		thread->priority = priority;
		if (CONFIG_THREAD_PREEMPTION && first_ready(cpu) != cpu->current)
			cpu->resched = mote_scheduler_switch;
		else if (CONFIG_THREAD_TIME_SLICES && run_queue_is_shared(&cpu->current->link))
			mote_time_slice_begin();
		return;
	}
	thread->priority = priority;
	if (!thread->waits_in)
		return;
	mote_list_remove(&thread->link);
	mote_wait_queue_insert(thread->waits_in, thread);
}

void mote_thread_yield(void)
{
	unsigned long flags = mote_plat_irq_save();
	struct mote_cpu *cpu = mote_cpu();
	struct mote_thread *self = cpu->current;

	run_queue_rotate(&cpu->run_queue, &self->link, self->priority);
	mote_scheduler_switch();
	mote_plat_irq_restore(flags);
}
