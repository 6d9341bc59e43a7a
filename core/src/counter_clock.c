/* SPDX-License-Identifier: BSD-3-Clause */
#include <mote/clock.h>
#include <mote/counter.h>
#include <mote/spinlock.h>

#define FRACTION 32

static struct mote_spinlock lock; /* guards the total of the one that is the clock */

void mote_counter_clock_start(struct mote_counter_clock *clock)
{
	clock->multiplier = (MOTE_NANOSECONDS_PER_SECOND << FRACTION) / clock->range.hertz;
	clock->total = clock->read() & clock->range.mask;
}

uint64_t mote_counter_clock_now(struct mote_counter_clock *clock)
{
	unsigned long flags = mote_spin_lock_irqsave(&lock);
	uint64_t total;

	clock->total += (clock->read() - clock->total) & clock->range.mask;
	total = clock->total;
	mote_spin_unlock_irqrestore(&lock, flags);
	return (unsigned __int128)total * clock->multiplier >> FRACTION;
}
