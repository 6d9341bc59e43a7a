/* SPDX-License-Identifier: BSD-3-Clause */
/* The local APIC's timer as event timer, counting down from what arm() has written. */
#include <mote/apic.h>
#include <mote/clock.h>
#include <mote/errno.h>
#include <mote/event_timer.h>

#include "registers.h"
#include "timer.h"

/* Counts for a nanosecond are a fixed-point number with so many bits behind the point. */
#define SCALE_SHIFT 24

/* How long the timer is measured for where nothing says how fast it counts. */
#define MEASURED_NANOSECONDS (1 * MOTE_NANOSECONDS_PER_MILLISECOND)
/* What the measured rate is taken less, as an interrupt may come early and must not come late. */
#define MEASURED_MARGIN_SHIFT 12

static uint64_t counts_per_nanosecond;
static uint64_t longest_wait; /* in nanoseconds; the timer counts no further */

static uint64_t measure_rate(void)
{
	uint64_t begin = mote_clock_now();
	uint64_t elapsed, counts;

	mote_apic_timer_run();
	do {
		elapsed = mote_clock_now() - begin;
	} while (elapsed < MEASURED_NANOSECONDS);
	counts = mote_apic_timer_elapsed();
	counts -= counts >> MEASURED_MARGIN_SHIFT;
	return counts * MOTE_NANOSECONDS_PER_SECOND / elapsed;
}

static int start(void)
{
	int error = mote_apic_start();
	uint64_t rate = mote_apic_timer_rate();

	if (error)
		return error;
	if (!rate)
		rate = measure_rate();
	if (!rate)
		return -ENODEV;
	counts_per_nanosecond = (rate << SCALE_SHIFT) / MOTE_NANOSECONDS_PER_SECOND;
	/* Half of what it counts, so that the count, once it is set, is none that a clock believes. */
	longest_wait = ((uint64_t)INT32_MAX << SCALE_SHIFT) / counts_per_nanosecond - 1;
	return mote_apic_timer_start(0);
}

static uint32_t counts_until(uint64_t deadline)
{
	uint64_t now = mote_clock_now();
	uint64_t wait;

	if (deadline <= now)
		return 1;
	wait = deadline - now;
	if (wait > longest_wait)
		wait = longest_wait;
	return (wait * counts_per_nanosecond >> SCALE_SHIFT) + 1;
}

static void arm(uint64_t deadline)
{
	/* A count of 0 stops it. */
	mote_apic_write(APIC_TIMER_INITIAL, deadline == MOTE_NEVER ? 0 : counts_until(deadline));
}

MOTE_EVENT_TIMER(apic_one_shot) = {
	.name = "local APIC",
	.start = start,
	.arm = arm,
	.rating = 100,
};
