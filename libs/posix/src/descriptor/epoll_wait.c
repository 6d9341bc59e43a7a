/* SPDX-License-Identifier: BSD-3-Clause */
#include <mote/alert.h>

#include "../error.h"
#include "../wait.h"
#include "epoll_files.h"
#include "poll_files.h"

int epoll_wait(int epoll, struct epoll_event *events, int count, int milliseconds)
{
	uint64_t deadline = mote_poll_deadline_ms(milliseconds);

	mote_posix_cancellation_point();
	mote_alert_defer();
	return (int)mote_posix_result(mote_epoll_wait(epoll, events, count, deadline));
}
