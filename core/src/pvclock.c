/* SPDX-License-Identifier: BSD-3-Clause */
#include <mote/arch/stamp.h>
#include <mote/pvclock.h>
#include <stdbool.h>

/* An update is a few stores; a version that is odd after so many looks stays so. */
#define PATIENCE 100000

/* Stores what CLOCK says. Returns whether the hypervisor has left it alone meanwhile. */
static bool read_once(const volatile struct mote_pvclock *clock, uint64_t *nanoseconds)
{
	uint32_t version = clock->version;
	uint64_t stamp = mote_arch_stamp();
	uint64_t tsc = clock->tsc;
	/*
	 * As a difference with a sign: migration may bring a counter that is behind, and Xen begins
	 * with an update of before the domain's counter was 0.
	 */
	uint64_t ticks = (int64_t)(stamp - tsc) > 0 ? stamp - tsc : 0;

	*nanoseconds = clock->nanoseconds +
		       mote_pvclock_scale(ticks, clock->multiplier, clock->shift);
	return !(version & 1) && clock->version == version;
}

uint64_t mote_pvclock_now(const volatile struct mote_pvclock *clock, uint64_t *last)
{
	uint64_t now;

	for (int patience = PATIENCE; !read_once(clock, &now); patience--)
		if (!patience)
			return *last;
	/* What an update says may lie a little before what was read by the one before. */
	if (now > *last)
		*last = now;
	return *last;
}
