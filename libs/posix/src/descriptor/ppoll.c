/* SPDX-License-Identifier: BSD-3-Clause */
#include <mote/alert.h>
#include <signal.h>

#include "../error.h"
#include "../terminal/wanted.h"
#include "../wait.h"
#include "poll_files.h"

int ppoll(struct pollfd *descriptors, nfds_t count, const struct timespec *timeout,
	  const sigset_t *mask)
{
	uint64_t deadline;
	sigset_t before;
	int result = mote_poll_deadline(timeout, &deadline);

	MOTE_TERMINAL_INPUT_WANTED();
	mote_posix_cancellation_point();
	if (result)
		return (int)mote_posix_result(result);
	mote_alert_defer();
	if (mask)
		pthread_sigmask(SIG_SETMASK, mask, &before);
	result = mote_poll_whole(descriptors, count, deadline);
	if (mask)
		pthread_sigmask(SIG_SETMASK, &before, NULL);
	return (int)mote_posix_result(result);
}
