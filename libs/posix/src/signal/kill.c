/* SPDX-License-Identifier: BSD-3-Clause */
#include <errno.h>
#include <unistd.h>

#include "../error.h"
#include "../process/process.h"
#include "state.h"

int mote_signal_find_process(pid_t pid)
{
	switch (pid) {
	case 0:
	case -1:
	case MOTE_PROCESS_ID:
	case -MOTE_PROCESS_ID:
		return 0;
	case MOTE_PROCESS_PARENT:
		return -EPERM;
	default:
		return -ESRCH;
	}
}

static int send(pid_t pid, int n)
{
	siginfo_t info = {
		.si_signo = n,
		.si_code = SI_USER,
		.si_pid = MOTE_PROCESS_ID,
		.si_uid = getuid(),
	};
	int error;

	if (n && !mote_signal_exists(n))
		return -EINVAL;
	error = mote_signal_find_process(pid);
	if (error || !n)
		return error;
	return mote_signal_send(NULL, &info);
}

int kill(pid_t pid, int n)
{
	return (int)mote_posix_result(send(pid, n));
}
