/* SPDX-License-Identifier: BSD-3-Clause */
#include <mote/clock.h>
#include <mote/sleep.h>

#include "thread.h"

enum mote_wait_result mote_sleep_until(uint64_t deadline)
{
	struct mote_wait_queue nobody = MOTE_WAIT_QUEUE_INIT(nobody, "a deadline");
	unsigned long flags = mote_spin_lock_irqsave(&mote_scheduler_lock);
	enum mote_wait_result result = mote_scheduler_wait(&nobody, deadline);

	mote_spin_unlock_irqrestore(&mote_scheduler_lock, flags);
	return result;
}

enum mote_wait_result mote_sleep(uint64_t nanoseconds)
{
	return mote_sleep_until(mote_clock_after(nanoseconds));
}
