/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What a POSIX call that blocks does besides waiting: it acts on cancellation, and signals interrupt it.
 *
 *	mote_posix_cancellation_point();
 *	flags = mote_spin_lock_irqsave(&x->lock);
 *	while (!x->ready) {
 *		result = mote_wait_until(&x->queue, &x->lock, &flags, deadline);
 *		if (result == MOTE_WAIT_INTERRUPTED) {
 *			mote_spin_unlock_irqrestore(&x->lock, flags);
 *			error = mote_posix_interrupted();
 *			if (error)
 *				return error;
 *			flags = mote_spin_lock_irqsave(&x->lock);
 *		} else if (result == MOTE_WAIT_TIMED_OUT) {
 *			...
 *		}
 *	}
 */
#ifndef POSIX_WAIT_H
#define POSIX_WAIT_H

/*
 * What a call that may block begins with: ends the calling thread here if it is to be cancelled, and forgets
 * that signals were handled before. Thread context, no lock held.
 */
void mote_posix_cancellation_point(void);

/*
 * What a waiter calls whose wait was MOTE_WAIT_INTERRUPTED; the handlers of signals have run by then. Acts on
 * cancellation. Returns -EINTR where one of the handlers was installed without SA_RESTART, 0 where the call
 * goes on waiting. Thread context, no lock held.
 */
int mote_posix_interrupted(void);

/* The same for calls that no SA_RESTART starts again (select, poll, sleeps): -EINTR after any handler. */
int mote_posix_interrupted_once(void);

/* The same for calls that are no cancellation points and never fail so: pthread_mutex_lock() and the like. */
void mote_posix_interrupted_never(void);

#endif
