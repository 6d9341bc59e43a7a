/* SPDX-License-Identifier: BSD-3-Clause */
/* The event timer for the scheduler. */
#ifndef CORE_EVENT_TIMER_H
#define CORE_EVENT_TIMER_H

#include <stdint.h>

/*
 * Has mote_event_timer_expired() called as soon as DEADLINE has come, perhaps earlier; replaces an
 * earlier deadline. MOTE_NEVER disarms. Interrupts are masked. From behind MOTE_STAGE_TIME on.
 */
void mote_event_timer_arm(uint64_t deadline);

#endif
