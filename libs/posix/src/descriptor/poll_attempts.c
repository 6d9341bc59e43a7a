/* SPDX-License-Identifier: BSD-3-Clause */
#include <mote/alert.h>
#include <mote/file.h>

#include "../wait.h"
#include "poll_files.h"

int mote_poll_attempts(int (*attempt)(void *argument), void *argument)
{
	int result;

	for (;;) {
		result = attempt(argument);
		mote_alert_allow();
		if (result != MOTE_FILE_INTERRUPTED)
			return result;
		result = mote_posix_interrupted_once();
		if (result)
			return result;
		mote_alert_defer();
	}
}
