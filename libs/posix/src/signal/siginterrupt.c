/* SPDX-License-Identifier: BSD-3-Clause */
#include <signal.h>

int siginterrupt(int n, int interrupts)
{
	struct sigaction action;

	if (sigaction(n, NULL, &action) != 0)
		return -1;
	if (interrupts)
		action.sa_flags &= ~SA_RESTART;
	else
		action.sa_flags |= SA_RESTART;
	return sigaction(n, &action, NULL);
}
