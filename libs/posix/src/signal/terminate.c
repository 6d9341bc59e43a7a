/* SPDX-License-Identifier: BSD-3-Clause */
#include <mote/format.h>
#include <mote/power.h>

#include "state.h"

/* What a shell makes of a program that a signal has ended. */
#define STATUS_OF_SIGNAL 128

void mote_signal_terminate(int n)
{
	if (n < SIGRTMIN)
		mote_print("mote: ended by signal %d, SIG%s\n", n, mote_signal_name(n));
	else
		mote_print("mote: ended by signal %d, SIGRTMIN+%d\n", n, n - SIGRTMIN);
	mote_exit(STATUS_OF_SIGNAL + n);
}
