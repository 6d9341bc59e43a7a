/* SPDX-License-Identifier: BSD-3-Clause */
/* Signals, for the other parts of libs/posix. */
#ifndef POSIX_SIGNAL_H
#define POSIX_SIGNAL_H

#include <mote/list.h>
#include <mote/spinlock.h>
#include <signal.h>
#include <stdbool.h>

#include "thread_signals.h"

struct mote_pthread;

/* A signal that waits in a queue with what it says. */
struct mote_signal_entry {
	struct mote_list link;
	siginfo_t info;
	bool is_queued;
	bool is_owned; /* by a timer: it isn't given back to the common ones */
	/* For an owner: it is about to leave the queue; what it says may change still. The lock is held. */
	void (*leaves)(struct mote_signal_entry *entry);
};

/*
 * Sends the signal of INFO to THREAD, or to the process: then to a thread that waits for it, to the calling
 * one, or to any that doesn't block it. Returns 0, -EAGAIN where the queue is full (never for SI_USER and
 * SI_KERNEL), -ESRCH where THREAD has ended. The handler runs when the thread next may be interrupted; a
 * thread that sends to itself and wants it to have run calls mote_thread_attend(). Thread context.
 */
int mote_signal_send(struct mote_pthread *thread, const siginfo_t *info);

/* Whether signals can be sent to THREAD, any value: 0, or -ESRCH. Any context. */
int mote_signal_check(struct mote_pthread *thread);

/* Whether signals can be sent to process PID as kill() has it: 0, -EPERM, -ESRCH. Any context. */
int mote_signal_find_process(pid_t pid);

/*
 * Sends the signal of ENTRY to the process, whose info is set: it never fails. Returns whether it was queued; false
 * where it still is from the last time. Thread context.
 */
bool mote_signal_send_entry(struct mote_signal_entry *entry);

/* Takes ENTRY out of the queue if it is in it; the signal is not delivered then. Thread context. */
void mote_signal_cancel_entry(struct mote_signal_entry *entry);

/* Whether N is the number of a signal. */
static inline bool mote_signal_exists(int n)
{
	return n >= 1 && n < NSIG;
}

static inline sigset_t mote_signal_bit(int n)
{
	return (sigset_t)1 << (n - 1);
}

#endif
