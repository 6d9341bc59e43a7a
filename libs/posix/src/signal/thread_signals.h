/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What a thread has to do with signals. One lies in each thread's struct mote_pthread; src/pthread calls
 * begin and end. It is little, so that an image without signals hardly pays.
 */
#ifndef POSIX_THREAD_SIGNALS_H
#define POSIX_THREAD_SIGNALS_H

#include <mote/list.h>
#include <signal.h>
#include <stdbool.h>

struct mote_thread;

/* Signals that have been sent and not delivered yet. */
struct mote_signal_pending {
	sigset_t set;
	struct mote_list
		entries; /* what they say, in the order of their coming; some say nothing */
};

struct mote_signal_thread {
	struct mote_list link; /* in the list of all threads' */
	struct mote_thread *thread;
	struct mote_signal_pending pending;
	sigset_t mask;	    /* which signals are blocked */
	sigset_t inherited; /* what a new thread's mask is to become */
	sigset_t waits_for; /* which it waits for in sigwait() */
	unsigned handled;   /* how many handlers have run in it */
	bool was_handled;   /* a handler has run since the present call began to wait */
	bool was_broken;    /* the same, and it was installed without SA_RESTART */
	stack_t alternate;  /* of sigaltstack(); of size 0 where there is none */
};

/* A set with all signals, for threads that aren't the program's own: drivers', timers'. */
#define MOTE_SIGNALS_ALL (~(sigset_t)0)

/*
 * SIGNALS, all zeros but for what is inherited, is THREAD's from now on, with MASK as the set of blocked
 * signals: none for the main thread, MOTE_SIGNALS_ALL for others. Thread context.
 */
void mote_signal_thread_begin(struct mote_signal_thread *signals, struct mote_thread *thread,
			      sigset_t mask);

/*
 * The calling thread is one of pthread_create() and can run handlers now: it has the mask that it inherited, and
 * signals that have been sent to it meanwhile are delivered. Thread context.
 */
void mote_signal_thread_unblock(struct mote_signal_thread *signals);

/* The calling thread ends: signals that it would have got go to others. Thread context. */
void mote_signal_thread_end(struct mote_signal_thread *signals);

#endif
