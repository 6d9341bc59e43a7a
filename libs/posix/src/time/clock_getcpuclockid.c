/* SPDX-License-Identifier: BSD-3-Clause */
#include <config/THREAD_RUN_TIME.h>
#include <errno.h>
#include <time.h>

#include "../process/process.h"

int clock_getcpuclockid(pid_t pid, clockid_t *clock)
{
	if (pid == MOTE_PROCESS_PARENT)
		return EPERM;
	if (pid != 0 && pid != MOTE_PROCESS_ID)
		return ESRCH;
	if (!CONFIG_THREAD_RUN_TIME)
		return ENOSYS;
	*clock = CLOCK_PROCESS_CPUTIME_ID;
	return 0;
}
