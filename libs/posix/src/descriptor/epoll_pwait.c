/* SPDX-License-Identifier: BSD-3-Clause */
#include <mote/alert.h>
#include <signal.h>

#include "../error.h"
#include "../wait.h"
#include "epoll_files.h"
#include "poll_files.h"

static int wait_with_mask(int epoll, struct epoll_event *events, int count, uint64_t deadline,
			  const sigset_t *mask)
{
	sigset_t before;
	int result;

	mote_posix_cancellation_point();
	mote_alert_defer();
	if (mask)
		pthread_sigmask(SIG_SETMASK, mask, &before);
	result = mote_epoll_wait(epoll, events, count, deadline);
	if (mask)
		pthread_sigmask(SIG_SETMASK, &before, NULL);
	return (int)mote_posix_result(result);
}

int epoll_pwait(int epoll, struct epoll_event *events, int count, int milliseconds,
		const sigset_t *mask)
{
	return wait_with_mask(epoll, events, count, mote_poll_deadline_ms(milliseconds), mask);
}

int epoll_pwait2(int epoll, struct epoll_event *events, int count, const struct timespec *timeout,
		 const sigset_t *mask)
{
	uint64_t deadline;
	int error = mote_poll_deadline(timeout, &deadline);

	if (error)
		return (int)mote_posix_result(error);
	return wait_with_mask(epoll, events, count, deadline, mask);
}
