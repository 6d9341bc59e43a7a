/* SPDX-License-Identifier: BSD-3-Clause */
/* Sets of signals. */
#include <errno.h>

#include "signal.h"

static int invalid(void)
{
	errno = EINVAL;
	return -1;
}

int sigemptyset(sigset_t *set)
{
	*set = 0;
	return 0;
}

int sigfillset(sigset_t *set)
{
	*set = ~(sigset_t)0;
	return 0;
}

int sigaddset(sigset_t *set, int n)
{
	if (!mote_signal_exists(n))
		return invalid();
	*set |= mote_signal_bit(n);
	return 0;
}

int sigdelset(sigset_t *set, int n)
{
	if (!mote_signal_exists(n))
		return invalid();
	*set &= ~mote_signal_bit(n);
	return 0;
}

int sigismember(const sigset_t *set, int n)
{
	if (!mote_signal_exists(n))
		return invalid();
	return !!(*set & mote_signal_bit(n));
}
