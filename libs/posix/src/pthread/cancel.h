/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Cancellation, as the rest of libs/posix sees it. An image has its code only if a program calls
 * pthread_cancel(), which is what sets the hook.
 */
#ifndef POSIX_CANCEL_H
#define POSIX_CANCEL_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Ends the calling thread if it is to be cancelled here: at a cancellation point, or ANYWHERE, which its
 * cancelability type must allow then. NULL until a thread has been cancelled.
 */
extern void (*mote_cancel_hook)(bool anywhere);

/* Acts on a request at a cancellation point. Thread context, no lock held. */
static inline void mote_cancel_test(void)
{
	if (mote_cancel_hook)
		mote_cancel_hook(false);
}

/* Acts on a request wherever the thread is, if it may: what mote_alert_handler() does first. */
static inline void mote_cancel_attend(void)
{
	if (mote_cancel_hook)
		mote_cancel_hook(true);
}

#endif
