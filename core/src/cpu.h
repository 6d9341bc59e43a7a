/* SPDX-License-Identifier: BSD-3-Clause */
/* What each processor has for itself, behind one accessor: today there is one. */
#ifndef CORE_CPU_H
#define CORE_CPU_H

#include <stdbool.h>
#include <stdint.h>

#include "thread/run_queue.h"

struct mote_thread;

struct mote_cpu {
	struct mote_thread *current; /* the thread that runs; while idle, the one that ran last */
	struct run_queue run_queue;
	/*
	 * How another thread gets the processor, as soon as that is possible; NULL: none shall. A
	 * function, not a truth value: so an image that never makes a second thread ready is linked
	 * without the scheduler.
	 */
	void (*resched)(void);
	bool in_interrupt;     /* a handler runs */
	bool idle;	       /* no thread runs */
	bool interrupts_on;    /* start-up has unmasked interrupts */
	unsigned wake_sources; /* who has said that interrupts may wake threads */
	uint64_t timer_armed;  /* the deadline that the event timer is set to */
	uint64_t slice_end;    /* when to look whose turn it is; MOTE_NEVER: no need */
	struct mote_thread
		*sliced; /* who had the turn at the last such look; NULL: not ready now */
};

extern struct mote_cpu mote_the_cpu;

static inline struct mote_cpu *mote_cpu(void)
{
	return &mote_the_cpu;
}

#endif
