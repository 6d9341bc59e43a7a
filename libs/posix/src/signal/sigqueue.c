/* SPDX-License-Identifier: BSD-3-Clause */
#include <errno.h>
#include <unistd.h>

#include "../error.h"
#include "../process/process.h"
#include "state.h"

static siginfo_t info_of(int n, union sigval value)
{
	return (siginfo_t){
		.si_signo = n,
		.si_code = SI_QUEUE,
		.si_pid = MOTE_PROCESS_ID,
		.si_uid = getuid(),
		.si_value = value,
	};
}

static int queue(pid_t pid, int n, union sigval value)
{
	siginfo_t info = info_of(n, value);
	int error;

	if (n && !mote_signal_exists(n))
		return -EINVAL;
	error = pid > 0 ? mote_signal_find_process(pid) : -ESRCH;
	if (error || !n)
		return error;
	return mote_signal_send(NULL, &info);
}

int sigqueue(pid_t pid, int n, const union sigval value)
{
	return (int)mote_posix_result(queue(pid, n, value));
}

int pthread_sigqueue(pthread_t thread, int n, const union sigval value)
{
	siginfo_t info = info_of(n, value);

	if (n && !mote_signal_exists(n))
		return EINVAL;
	if (!thread)
		return ESRCH;
	return n ? -mote_signal_send(thread, &info) : -mote_signal_check(thread);
}
