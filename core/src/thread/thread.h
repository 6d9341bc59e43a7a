/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A thread as the scheduler sees it.
 *
 *	             +-> RUNNING -> ENDED
 *	             v      |
 *	created -> READY    +-> WAITING
 *	             ^                |
 *	             +-> SUSPENDED <--+
 *
 * READY and RUNNING: in the run queue; the field says READY for both, RUNNING is the one that the
 * processor is at. WAITING: in a wait queue. SUSPENDED: nowhere, until it is resumed. ENDED: nowhere,
 * until it is joined, or freed by another thread if it is detached.
 */
#ifndef CORE_THREAD_H
#define CORE_THREAD_H

#include <mote/list.h>
#include <mote/mutex.h>
#include <mote/spinlock.h>
#include <mote/thread.h>
#include <mote/wait.h>
#include <stdbool.h>

#include "timer_queue.h"

struct mote_thread {
	uintptr_t stack_pointer; /* while it doesn't run; assembly knows that it is first */
	struct mote_list link;	 /* in the run queue or in a wait queue */
	struct mote_wait_queue *waits_in; /* NULL unless it is in a wait queue */
	struct timer_queue_node timeout;
	unsigned char state;
	unsigned char priority;	     /* at which it is scheduled */
	unsigned char base_priority; /* which it was given; it may have inherited a higher one */
	unsigned char wait_result;   /* of its last wait */
	bool interrupted;	     /* its next wait returns at once */
	bool detached;
	bool has_joiner;
	bool waits_for_good; /* for waits_for, and nothing but its unlocking ends that */
	unsigned suspend_requests;
	unsigned suspend_disabled;    /* how many times over */
	struct mote_mutex *waits_for; /* NULL unless it waits for a mutex */
	struct mote_list contended;   /* the mutexes that it has and others wait for */
	uint64_t run_stamps;	      /* how long it has run; scheduler.c */
	const char *name;
	struct mote_list all; /* in the list of all threads */
	void *(*entry)(void *);
	void *argument;
	void *result;
	struct mote_wait_queue end; /* who joins it */
	char *stack;		    /* its guard page; NULL: the main thread */
	size_t stack_pages;	    /* without the guard page */
};

/* Guards the run queue, the states of all threads, wait queues' links and the timer queue. */
extern struct mote_spinlock mote_scheduler_lock;

/* All threads, the oldest first. */
extern struct mote_list mote_threads;

/*
 * Makes the code that runs the main thread. Called once, by mote_start(), before anything that
 * locks.
 */
void mote_scheduler_start(void);

/* Gives THREAD, which is all zeros but for its stack, what it begins with. */
void mote_thread_init(struct mote_thread *thread, const char *name, unsigned priority);

/*
 * Has THREAD, of which only stack and stack_pages are set, run ENTRY(ARGUMENT); ATTRIBUTES are in
 * order. Where interrupts are masked it begins when they are unmasked. Any context.
 */
void mote_thread_begin(struct mote_thread *thread, const struct mote_thread_attributes *attributes,
		       void *(*entry)(void *), void *argument);

/*
 * In what follows the scheduler's lock is held. Where a thread becomes ready that has a higher
 * priority than the one that runs, the switch comes when the lock is released.
 */

/* Makes THREAD ready; one that is to be suspended becomes that instead. */
void mote_scheduler_ready(struct mote_thread *thread);

/* Takes THREAD, which is ready or runs, out of the run queue and gives it STATE. */
void mote_scheduler_unready(struct mote_thread *thread, enum mote_thread_state state);

/*
 * Switches to the thread that shall run; returns when the calling one runs again. Where none is
 * ready it idles.
 */
void mote_scheduler_switch(void);

/* The same at the end of an interrupt that has found another thread to run. */
void mote_scheduler_preempt(void);

/* Gives THREAD the priority at which it is scheduled from now on, wherever it is. */
void mote_scheduler_set_priority(struct mote_thread *thread, unsigned priority);

/* mote_wait_until() and mote_wake_all() for who holds the scheduler's lock. */
enum mote_wait_result mote_scheduler_wait(struct mote_wait_queue *queue, uint64_t deadline);
struct mote_thread *mote_scheduler_wake_one(struct mote_wait_queue *queue);
void mote_scheduler_wake_all(struct mote_wait_queue *queue);

/* Ends the wait of THREAD with RESULT. */
void mote_scheduler_end_wait(struct mote_thread *thread, enum mote_wait_result result);

/* Puts THREAD into QUEUE behind those of the same or a higher priority. */
void mote_wait_queue_insert(struct mote_wait_queue *queue, struct mote_thread *thread);

/* A thread has left the queue of MUTEX without having got it. */
void mote_mutex_waiter_left(struct mote_mutex *mutex);

/* Computes the priority of THREAD anew, and of those whom that concerns in turn. */
void mote_mutex_update_priority(struct mote_thread *thread);

/* Has the wait of THREAD end at DEADLINE, and forgets that again. */
void mote_timeout_start(struct mote_thread *thread, uint64_t deadline);
void mote_timeout_cancel(struct mote_thread *thread);

/* Whether a thread waits for a deadline. */
bool mote_timeout_is_pending(void);

/* Sees to it that the event timer comes at DEADLINE at the latest. */
void mote_timer_arm(uint64_t deadline);

/* Sees to it that the running thread, which shares its priority, is interrupted. No slice runs. */
void mote_time_slice_begin(void);

/* What a timer interrupt means for the running thread: perhaps the turn is another's. */
void mote_time_slice_check(uint64_t now);

/* Makes room for the timeouts of one more thread. Returns 0 or -ENOMEM. The lock isn't held. */
int mote_timeout_reserve(void);

/* There is one thread less to make room for. The lock isn't held. */
void mote_timeout_release(void);

/* Panics where every thread waits and nothing can wake one. */
_Noreturn void mote_deadlock_report(void);

/* Sets a new thread's stack up so that the first switch to it calls mote_thread_main(). */
void mote_arch_thread_prepare(struct mote_thread *thread, uintptr_t stack_end);

/*
 * Saves the running thread's registers in FROM's stack and continues TO: callee-saved only (System V
 * ABI for x86-64 §3.2.1).
 */
void mote_arch_thread_switch(struct mote_thread *from, struct mote_thread *to);

/* Where a new thread begins. */
_Noreturn void mote_thread_main(void);

/* The lowest address of a thread's stack, and the one behind its highest. */
uintptr_t mote_thread_stack_begin(const struct mote_thread *thread);
uintptr_t mote_thread_stack_end(const struct mote_thread *thread);

/* The stack of a thread in which, or in the guard page of which, ADDRESS is; 0 to 0 for none. */
struct mote_plat_stack mote_thread_stack_at(uintptr_t address);

#endif
