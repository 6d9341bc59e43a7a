/* SPDX-License-Identifier: BSD-3-Clause */
/* The local APIC's timer: what its modes have in common. Intel SDM volume 3 §11.5.4. */
#include "timer.h"

#include <mote/apic.h>
#include <mote/event_timer.h>
#include <mote/plat.h>

#include "registers.h"

static void interrupt(void *unused)
{
	(void)unused;
	mote_apic_end_of_interrupt();
	mote_event_timer_expired();
}

int mote_apic_timer_start(uint32_t mode)
{
	static int vector; /* 0: none yet */
	int error = mote_apic_start();

	if (error)
		return error;
	if (!vector)
		vector = mote_plat_vector_alloc(interrupt, NULL);
	if (vector < 0)
		return vector;
	/*
	 * Not stopped: a clock may be measured by its count until it is set for the first time. That
	 * the count may reach 0 before is an interrupt that comes early.
	 */
	mote_apic_write(APIC_TIMER_DIVIDE, TIMER_DIVIDE_BY_1);
	mote_apic_write(APIC_LVT_TIMER, mode | vector);
	return 0;
}
