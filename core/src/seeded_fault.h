/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Faults that a test of the tests can build in: CONFIG_LIB_TEST_FAULT is the number of one of them, 0 in
 * every other image, where nothing remains of SEEDED(). tests/seeded and tests/host say which test must fail then.
 */
#ifndef CORE_SEEDED_FAULT_H
#define CORE_SEEDED_FAULT_H

#include <config/LIB_TEST_FAULT.h>

#define SEEDED_LOST_WAKE_UP 1	   /* the condition's lock is free before the thread is queued */
#define SEEDED_WAIT_ORDER 2	   /* a waiter of a higher priority stands behind its equals' end */
#define SEEDED_MISSED_PREEMPTION 3 /* who is woken by a thread waits for the next switch */
#define SEEDED_MISSED_IRQ_PREEMPTION 4 /* who is woken by an interrupt does */
#define SEEDED_PRIORITY_INVERSION 5    /* an owner inherits nothing */
#define SEEDED_PRIORITY_CHAIN 6	       /* nor does the owner of what that one waits for */
#define SEEDED_PRIORITY_KEPT 7	       /* a waiter that gives up leaves its priority behind */
#define SEEDED_STARVATION 8	       /* a turn never ends */
#define SEEDED_FPU_STATE 9	       /* an interrupt's switch forgets the FPU */
#define SEEDED_TIMER_EARLY 10	       /* by a millisecond */
#define SEEDED_TIMER_LATE 11	       /* by 50 milliseconds */
#define SEEDED_TIMER_NEVER 12	       /* not set again after it came */
#define SEEDED_CLOCK_BACKWARDS 13      /* now and then */
#define SEEDED_SUSPEND_RUNS 14	       /* who is suspended goes on */
#define SEEDED_SUSPEND_ANYWHERE 15     /* it stops also where it has disabled that */
#define SEEDED_RUN_QUEUE_HEAD 16       /* a ring's head that leaves stays the head */
#define SEEDED_TIMER_QUEUE_ORDER 17    /* the last entry stays where another left */
#define SEEDED_STALE_TIMEOUT 18	       /* a wake-up leaves the deadline behind */
#define SEEDED_RUN_TIME 19	       /* idle time counts as the last thread's */
#define SEEDED_HEAP_CUT 40	       /* one block more than a page has room for */
#define SEEDED_HEAP_BIT_KEPT 41	       /* a freed block counts as allocated still */
#define SEEDED_HEAP_ZONE 42	       /* the red zone behind isn't looked at */
#define SEEDED_HEAP_RUN_TAIL 43	       /* a run that shrinks keeps its length */
#define SEEDED_BUDDY_MERGE 44	       /* blocks of one page stay alone */
#define SEEDED_BUDDY_REST 45	       /* a page of a block's rest is lost */
#define SEEDED_PAGE_KEPT 46	       /* kept runs are not given back for others */
#define SEEDED_PAGE_MAPPED 47	       /* what is not mapped is taken over as it is */

#define SEEDED(fault) (CONFIG_LIB_TEST_FAULT == SEEDED_##fault)

#endif
