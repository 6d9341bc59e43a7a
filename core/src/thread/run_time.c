/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Run time in nanoseconds. Switches only note processor ticks, which is cheap; what a tick is worth
 * is seen from how many have gone by since start-up and what the clock says about that.
 */
#include <mote/arch/stamp.h>
#include <mote/clock.h>
#include <mote/startup.h>
#include <mote/thread.h>

static uint64_t first_stamp;
static uint64_t first_time;

/* VALUE * NUMERATOR / DENOMINATOR, where the latter two are of like size; no division is wider. */
static uint64_t scale(uint64_t value, uint64_t numerator, uint64_t denominator)
{
	uint64_t ratio;

	while (numerator >> 32 || denominator >> 32) {
		numerator >>= 1;
		denominator >>= 1;
	}
	if (!denominator)
		return 0;
	ratio = (numerator << 32) / denominator;
	return (unsigned __int128)value * ratio >> 32;
}

uint64_t mote_thread_run_time(const struct mote_thread *thread)
{
	uint64_t run = mote_thread_run_stamps(thread);

	return scale(run, mote_clock_now() - first_time, mote_arch_stamp() - first_stamp);
}

static int note_beginning(void)
{
	first_stamp = mote_arch_stamp();
	first_time = mote_clock_now();
	return 0;
}

MOTE_STARTUP(MOTE_STAGE_UNMASK, run_time, "measuring run time", note_beginning, NULL);
