/* SPDX-License-Identifier: BSD-3-Clause */
#include <errno.h>
#include <stdlib.h>

#include "../error.h"
#include "timers.h"

int timer_delete(timer_t id)
{
	struct mote_posix_timer *timer = mote_posix_timer_remove(id);

	if (!timer)
		return (int)mote_posix_result(-EINVAL);
	mote_clock_timer_end(&timer->timer);
	mote_signal_cancel_entry(&timer->entry);
	free(timer);
	return 0;
}
