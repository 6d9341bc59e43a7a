/* SPDX-License-Identifier: BSD-3-Clause */
#include "wait.h"

#include <errno.h>
#include <mote/alert.h>

#include "pthread/cancel.h"
#include "signal/state.h"

/*
 * A wait that is interrupted has run the handlers itself (mote/alert.h), so they note that they ran, and
 * the begin of the call forgets what was noted before. The thread need not be known to pthreads for that.
 */
void mote_posix_cancellation_point(void)
{
	struct mote_signal_thread *signals = &mote_pthread.signals;

	mote_cancel_test();
	/* In a handler: signals that came together with its own need not wait for its end. */
	if ((signals->pending.set | mote_signal_process.set) & ~signals->mask && signals->thread)
		mote_thread_alert(signals->thread);
	signals->was_handled = false;
	signals->was_broken = false;
}

int mote_posix_interrupted(void)
{
	struct mote_signal_thread *signals = &mote_pthread.signals;
	bool broken;

	mote_cancel_test();
	broken = signals->was_broken;
	signals->was_broken = false;
	return broken ? -EINTR : 0;
}

int mote_posix_interrupted_once(void)
{
	struct mote_signal_thread *signals = &mote_pthread.signals;
	bool handled;

	mote_cancel_test();
	handled = signals->was_handled;
	signals->was_handled = false;
	return handled ? -EINTR : 0;
}

void mote_posix_interrupted_never(void)
{
	/* The wait has run the handlers. */
}
