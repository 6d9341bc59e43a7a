/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The state of signals: what the files of this folder share. A signal takes this way:
 *
 *	sent	    send.c: dropped if it is ignored; else pending in a thread's set or the process's, and
 *		    a thread that may take it is alerted
 *	pending	    pending.c: a bit in a set, and an entry in a queue if it says more than its number
 *	delivered   deliver.c: the alerted thread takes it out and runs the handler in its own context
 *	accepted    sigwait.c: or a thread that waits for it takes it out
 *
 * One lock guards all of it. It is held for a few instructions, and for a walk over the threads where a
 * signal is for any of them.
 */
#ifndef POSIX_SIGNAL_STATE_H
#define POSIX_SIGNAL_STATE_H

#include <mote/spinlock.h>

#include "../pthread/thread.h"
#include "signal.h"

extern struct mote_spinlock mote_signal_lock;

/* All threads that have begun, the oldest first. */
extern struct mote_list mote_signal_threads;

/* Signals for the process. */
extern struct mote_signal_pending mote_signal_process;

/* What shall be done with each signal; [0] isn't used. */
extern struct sigaction mote_signal_actions[NSIG];

/*
 * Code that an image has only if it sends signals: what the alert handler calls, and what the end of a
 * thread and a change of its mask call. NULL until the first signal is sent.
 */
extern void (*mote_signal_deliver_hook)(void);
extern void (*mote_signal_leave_hook)(struct mote_signal_thread *signals, sigset_t blocked);

static inline struct mote_signal_thread *mote_signal_self(void)
{
	return &mote_pthread_self()->signals;
}

#define MOTE_SIGNALS_UNBLOCKABLE (mote_signal_bit(SIGKILL) | mote_signal_bit(SIGSTOP))

/* In what follows the lock is held. */

/* Whether nothing is to be done with signal N. */
bool mote_signal_is_ignored(int n);

/* Makes the signal of ENTRY pending in PENDING. */
void mote_signal_pending_add(struct mote_signal_pending *pending, struct mote_signal_entry *entry);

/*
 * Takes the first signal of SET out of PENDING, stores what it says in *INFO. Returns its number, 0 where
 * there is none. Lower numbers are first, as POSIX wants it of real-time signals.
 */
int mote_signal_pending_take(struct mote_signal_pending *pending, sigset_t set, siginfo_t *info);

/* Takes the signals of SET out of PENDING and forgets them. */
void mote_signal_pending_drop(struct mote_signal_pending *pending, sigset_t set);

/* A common entry for a signal to be sent, NULL where all are in use. */
struct mote_signal_entry *mote_signal_entry_alloc(void);

/* An entry has left its queue: if it is a common one it is free again. */
void mote_signal_entry_done(struct mote_signal_entry *entry);

/* Gives the calling thread a mask. Signals that others may take now are theirs. */
void mote_signal_put_mask(struct mote_signal_thread *self, sigset_t mask);

/* The same; and signals that the thread itself may take now are delivered when the lock is released. */
void mote_signal_set_mask(struct mote_signal_thread *self, sigset_t mask);

/* The lock isn't held. */

/* Runs the handlers of all signals that the calling thread may take now. Thread context. */
void mote_signal_deliver(void);

/* Ends the image for a signal that nobody handles, with a message and status 128 + N. */
_Noreturn void mote_signal_terminate(int n);

/* "INT" for SIGINT, "RTMIN+n" without the n for real-time ones; never NULL. Any context. */
const char *mote_signal_name(int n);

/* sigaction() with 0 or a negative errno. Thread context. */
int mote_signal_action(int n, const struct sigaction *action, struct sigaction *old);

#endif
