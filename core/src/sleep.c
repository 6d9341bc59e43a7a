/* SPDX-License-Identifier: BSD-3-Clause */
/* Sleeping in an image without threads: nobody else runs meanwhile. */
#include <mote/clock.h>
#include <mote/event_timer.h>
#include <mote/plat.h>
#include <mote/sleep.h>

#include "event_timer.h"

enum mote_wait_result mote_sleep_until(uint64_t deadline)
{
	unsigned long flags = mote_plat_irq_save();

	while (mote_clock_now() < deadline) {
		mote_event_timer_arm(deadline);
		mote_plat_idle();
	}
	mote_plat_irq_restore(flags);
	return MOTE_WAIT_TIMED_OUT;
}

enum mote_wait_result mote_sleep(uint64_t nanoseconds)
{
	return mote_sleep_until(mote_clock_after(nanoseconds));
}

/* That the processor went on is all that was wanted. */
void mote_event_timer_expired(void)
{
}
