/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef POSIX_SCHEDULE_H
#define POSIX_SCHEDULE_H

#include <errno.h>
#include <sys/types.h>
#include <unistd.h>

/* Whether PID is the image's only process: 0, -EINVAL for a number that none could have, -ESRCH. */
static inline int mote_sched_check(pid_t pid)
{
	if (pid < 0)
		return -EINVAL;
	return pid == 0 || pid == getpid() ? 0 : -ESRCH;
}

#endif
