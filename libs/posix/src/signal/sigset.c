/* SPDX-License-Identifier: BSD-3-Clause */
/* The calls of System V, which have names of their own for a mask of one signal. */
#include <errno.h>

#include "state.h"

/* Blocks or releases signal N. Returns 0 or -1, and whether it was blocked in *WAS_BLOCKED. */
static int change(int how, int n, int *was_blocked)
{
	sigset_t set, old;

	sigemptyset(&set);
	if (sigaddset(&set, n) != 0)
		return -1;
	sigprocmask(how, &set, &old);
	*was_blocked = sigismember(&old, n);
	return 0;
}

int sighold(int n)
{
	int was_blocked;

	return change(SIG_BLOCK, n, &was_blocked);
}

int sigrelse(int n)
{
	int was_blocked;

	return change(SIG_UNBLOCK, n, &was_blocked);
}

int sigignore(int n)
{
	struct sigaction action = {.sa_handler = SIG_IGN};

	return sigaction(n, &action, NULL);
}

_sig_func_ptr sigset(int n, _sig_func_ptr handler)
{
	struct sigaction action = {.sa_handler = handler}, old;
	int was_blocked;

	if (handler == SIG_ERR ||
	    (mote_signal_exists(n) && MOTE_SIGNALS_UNBLOCKABLE & mote_signal_bit(n))) {
		errno = EINVAL;
		return SIG_ERR;
	}
	if (sigaction(n, handler == SIG_HOLD ? NULL : &action, &old) != 0)
		return SIG_ERR;
	change(handler == SIG_HOLD ? SIG_BLOCK : SIG_UNBLOCK, n, &was_blocked);
	return was_blocked ? SIG_HOLD : old.sa_handler;
}
