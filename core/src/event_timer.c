/* SPDX-License-Identifier: BSD-3-Clause */
/* Which event timer wakes the image: the best that is there. */
#define MOTE_LOG_NAME "timer"
#include "event_timer.h"

#include <mote/event_timer.h>
#include <mote/log.h>
#include <mote/panic.h>
#include <mote/startup.h>
#include <stddef.h>

#include "no_driver.h"

MOTE_TABLE_LAZY_DEFINE(struct mote_event_timer, event_timer);

static const struct mote_event_timer *timer;

static int event_timer_start(void)
{
	const struct mote_event_timer *candidate = MOTE_TABLE_NEXT_BEST(NULL, event_timer);

	while (candidate && candidate->start() != 0)
		candidate = MOTE_TABLE_NEXT_BEST(candidate, event_timer);
	if (!candidate)
		return mote_no_driver("timer");
	timer = candidate;
	mote_log_info("%s", timer->name);
	return 0;
}

/* After the clock, by which some timers are measured; only in images that set the timer. */
MOTE_STARTUP_IF_USED(MOTE_STAGE_TIME, event_timer, "choosing a timer", event_timer_start, NULL);

void mote_event_timer_arm(uint64_t deadline)
{
	/* Refers to the step, which is what links it. */
	const volatile struct mote_startup_step *step = &mote_startup_event_timer;

	if (!timer)
		mote_panic("the timer is set before %s", step->what);
	timer->arm(deadline);
}
