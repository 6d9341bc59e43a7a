/* SPDX-License-Identifier: BSD-3-Clause */
#include <errno.h>
#include <unistd.h>

#include "../process/process.h"
#include "state.h"

int pthread_kill(pthread_t thread, int n)
{
	siginfo_t info = {
		.si_signo = n,
		.si_code = SI_USER,
		.si_pid = MOTE_PROCESS_ID,
		.si_uid = getuid(),
	};

	if (n && !mote_signal_exists(n))
		return EINVAL;
	if (!thread)
		return ESRCH;
	return n ? -mote_signal_send(thread, &info) : -mote_signal_check(thread);
}
