/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The event timer device class: one interrupt at a time to come. The scheduler and timed waits stand
 * on it; nobody else arms it.
 */
#ifndef MOTE_EVENT_TIMER_H
#define MOTE_EVENT_TIMER_H

#include <mote/table.h>
#include <stdint.h>

struct mote_event_timer {
	const char *name;
	/* Prepares the device, disarmed. Returns 0, or -ENODEV where it isn't there. */
	int (*start)(void);
	/*
	 * Causes one interrupt as soon as mote_clock_now() has reached DEADLINE, at once where it has
	 * already; replaces an earlier deadline. MOTE_NEVER disarms. It may come early where the
	 * device counts no further, or differently than the clock: the core then arms it again.
	 * Interrupts are masked. Any context.
	 */
	void (*arm)(uint64_t deadline);
	unsigned rating; /* 1 or more; the highest that starts is taken */
};

#define MOTE_EVENT_TIMER(id)                                                                       \
	MOTE_TABLE_LAZY_ENTRY(struct mote_event_timer, event_timer, mote_event_timer_##id)

/* What a driver calls when its interrupt has come. Interrupt context. */
void mote_event_timer_expired(void);

#endif
