/* SPDX-License-Identifier: BSD-3-Clause */
#include <mote/alert.h>

#include "../error.h"
#include "../terminal/wanted.h"
#include "../wait.h"
#include "poll_files.h"

int poll(struct pollfd *descriptors, nfds_t count, int milliseconds)
{
	uint64_t deadline = mote_poll_deadline_ms(milliseconds);

	MOTE_TERMINAL_INPUT_WANTED();
	mote_posix_cancellation_point();
	mote_alert_defer();
	return (int)mote_posix_result(mote_poll_whole(descriptors, count, deadline));
}
