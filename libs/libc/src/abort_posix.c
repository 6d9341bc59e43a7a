/* SPDX-License-Identifier: BSD-3-Clause */
/* The handler of SIGABRT with libs/posix. */
#include <signal.h>
#include <stddef.h>

#include "abort.h"

void mote_libc_raise_abort(void)
{
	struct sigaction action;
	sigset_t aborted;

	/* Blocking or ignoring it does not help (POSIX.1-2008, abort()). */
	if (sigaction(SIGABRT, NULL, &action) != 0 || action.sa_handler == SIG_DFL ||
	    action.sa_handler == SIG_IGN)
		return;
	sigemptyset(&aborted);
	sigaddset(&aborted, SIGABRT);
	sigprocmask(SIG_UNBLOCK, &aborted, NULL);
	raise(SIGABRT);
}
