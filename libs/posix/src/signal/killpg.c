/* SPDX-License-Identifier: BSD-3-Clause */
#include <errno.h>
#include <signal.h>

#include "../process/process.h"

int killpg(pid_t group, int n)
{
	if (group < 0) {
		errno = EINVAL;
		return -1;
	}
	/* kill() knows groups by their opposites, but for 1, of which that means all processes. */
	return kill(group == MOTE_PROCESS_PARENT ? group : -group, n);
}
