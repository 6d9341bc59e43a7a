/* SPDX-License-Identifier: BSD-3-Clause */
#include <errno.h>
#include <mote/alert.h>
#include <sys/select.h>
#include <sys/time.h>

#include "../error.h"
#include "../terminal/wanted.h"
#include "../wait.h"
#include "poll_files.h"
#include "select_files.h"

#define MICROSECONDS 1000000

int select(int count, fd_set *readable, fd_set *writable, fd_set *exceptional,
	   struct timeval *timeout)
{
	fd_set *sets[3] = {readable, writable, exceptional};
	struct timespec time = {0};
	uint64_t deadline;
	int error = count < 0 ? -EINVAL : 0;

	MOTE_TERMINAL_INPUT_WANTED();
	mote_posix_cancellation_point();
	if (timeout) {
		/* More than a second of microseconds is what some programs give. */
		if (timeout->tv_sec < 0 || timeout->tv_usec < 0)
			error = -EINVAL;
		time.tv_sec = timeout->tv_sec + timeout->tv_usec / MICROSECONDS;
		time.tv_nsec = timeout->tv_usec % MICROSECONDS * 1000;
	}
	if (!error)
		error = mote_poll_deadline(timeout ? &time : NULL, &deadline);
	if (error)
		return (int)mote_posix_result(error);
	mote_alert_defer();
	return (int)mote_posix_result(mote_select(count, sets, deadline));
}
