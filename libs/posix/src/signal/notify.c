/* SPDX-License-Identifier: BSD-3-Clause */
#include "notify.h"

#include <errno.h>

#include "../process/process.h"
#include "signal.h"

int mote_notify_prepare(struct mote_notify *notify, const struct sigevent *event)
{
	*notify = (struct mote_notify){.event.sigev_notify = SIGEV_NONE};
	if (!event)
		return 0;
	notify->event = *event;
	switch (event->sigev_notify) {
	case SIGEV_NONE:
		return 0;
	case SIGEV_SIGNAL:
		return mote_signal_exists(event->sigev_signo) ? 0 : -EINVAL;
	case SIGEV_THREAD:
		return event->sigev_notify_function ? mote_notify_prepare_thread(notify) : -EINVAL;
	default:
		return -EINVAL;
	}
}

int mote_notify_send(struct mote_notify *notify, int code)
{
	siginfo_t info = {
		.si_signo = notify->event.sigev_signo,
		.si_code = code,
		.si_pid = MOTE_PROCESS_ID,
		.si_value = notify->event.sigev_value,
	};

	switch (notify->event.sigev_notify) {
	case SIGEV_SIGNAL:
		return mote_signal_send(NULL, &info);
	case SIGEV_THREAD:
		return mote_notify_start_thread(notify);
	default:
		return 0;
	}
}
