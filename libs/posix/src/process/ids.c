/* SPDX-License-Identifier: BSD-3-Clause */
/* The numbers of the one process there is, which leads its group and its session. */
#include <errno.h>
#include <stdbool.h>
#include <unistd.h>

#include "../error.h"
#include "process.h"

static bool is_self(pid_t pid)
{
	return pid == 0 || pid == MOTE_PROCESS_ID;
}

/* The group or session of process PID. */
static pid_t group_of(pid_t pid)
{
	if (is_self(pid))
		return MOTE_PROCESS_ID;
	if (pid == MOTE_PROCESS_PARENT)
		return MOTE_PROCESS_PARENT;
	return (pid_t)mote_posix_result(pid < 0 ? -EINVAL : -ESRCH);
}

pid_t getpid(void)
{
	return MOTE_PROCESS_ID;
}

pid_t getppid(void)
{
	return MOTE_PROCESS_PARENT;
}

pid_t getpgrp(void)
{
	return MOTE_PROCESS_ID;
}

pid_t getpgid(pid_t pid)
{
	return group_of(pid);
}

pid_t getsid(pid_t pid)
{
	return group_of(pid);
}

/* Who leads a session can't change its group, nor begin another session. */
int setpgid(pid_t pid, pid_t group)
{
	if (pid < 0 || group < 0)
		return (int)mote_posix_result(-EINVAL);
	return (int)mote_posix_result(is_self(pid) ? -EPERM : -ESRCH);
}

int setpgrp(void)
{
	return 0;
}

pid_t setsid(void)
{
	return (pid_t)mote_posix_result(-EPERM);
}
