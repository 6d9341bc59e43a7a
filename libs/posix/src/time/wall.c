/* SPDX-License-Identifier: BSD-3-Clause */
/* The time of day, and who is told when it is set. */
#include <mote/clock.h>
#include <mote/spinlock.h>

#include "clock.h"

static struct mote_spinlock lock;
static struct mote_list watches = MOTE_LIST_INIT(watches);

uint64_t mote_wall_nanoseconds(void)
{
	uint64_t nanoseconds;

	if (mote_wall_clock_now(&nanoseconds) == 0)
		return nanoseconds;
	nanoseconds = mote_clock_now();
	mote_wall_clock_set(nanoseconds);
	return nanoseconds;
}

void mote_wall_watch_add(struct mote_wall_watch *watch)
{
	unsigned long flags = mote_spin_lock_irqsave(&lock);

	mote_list_append(&watches, &watch->link);
	mote_spin_unlock_irqrestore_nowake(&lock, flags);
}

void mote_wall_watch_remove(struct mote_wall_watch *watch)
{
	unsigned long flags = mote_spin_lock_irqsave(&lock);

	mote_list_remove(&watch->link);
	mote_spin_unlock_irqrestore_nowake(&lock, flags);
}

void mote_wall_set(uint64_t nanoseconds)
{
	unsigned long flags = mote_spin_lock_irqsave(&lock);
	struct mote_list *link;

	mote_wall_clock_set(nanoseconds);
	MOTE_LIST_FOREACH(link, &watches) {
		struct mote_wall_watch *watch =
			MOTE_CONTAINER_OF(link, struct mote_wall_watch, link);

		watch->changed(watch);
	}
	mote_spin_unlock_irqrestore(&lock, flags);
}
