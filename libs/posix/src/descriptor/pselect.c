/* SPDX-License-Identifier: BSD-3-Clause */
#include <mote/alert.h>
#include <signal.h>
#include <sys/select.h>

#include "../error.h"
#include "../terminal/wanted.h"
#include "../wait.h"
#include "poll_files.h"
#include "select_files.h"

int pselect(int count, fd_set *readable, fd_set *writable, fd_set *exceptional,
	    const struct timespec *timeout, const sigset_t *mask)
{
	fd_set *sets[3] = {readable, writable, exceptional};
	uint64_t deadline;
	sigset_t before;
	int result = mote_poll_deadline(timeout, &deadline);

	MOTE_TERMINAL_INPUT_WANTED();
	mote_posix_cancellation_point();
	if (!result && count < 0)
		result = -EINVAL;
	if (result)
		return (int)mote_posix_result(result);
	mote_alert_defer();
	if (mask)
		pthread_sigmask(SIG_SETMASK, mask, &before);
	result = mote_select(count, sets, deadline);
	if (mask)
		pthread_sigmask(SIG_SETMASK, &before, NULL);
	return (int)mote_posix_result(result);
}
