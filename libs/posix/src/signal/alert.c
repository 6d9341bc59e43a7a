/* SPDX-License-Identifier: BSD-3-Clause */
/* What a thread does that is alerted: a cancellation comes first, as then nothing else matters. */
#include <mote/alert.h>

#include "../pthread/cancel.h"
#include "state.h"

void mote_alert_handler(void)
{
	mote_cancel_attend();
	if (mote_signal_deliver_hook)
		mote_signal_deliver_hook();
}
