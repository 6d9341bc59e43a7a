/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Numbers of timers: the place in a table, and above that how often a number was given out, so that the number of
 * one that was deleted isn't soon another's.
 */
#include <config/LIB_POSIX_TIMERS_MAX.h>
#include <errno.h>
#include <mote/spinlock.h>

#include "timers.h"

#define PLACE_BITS 20

static struct mote_spinlock lock;
static struct mote_posix_timer *table[CONFIG_LIB_POSIX_TIMERS_MAX];
static unsigned next_place;
static timer_t given_out;

_Static_assert(CONFIG_LIB_POSIX_TIMERS_MAX <= 1 << PLACE_BITS, "places have numbers of 20 bits");

static int find_place(void)
{
	for (unsigned tried = 0; tried < CONFIG_LIB_POSIX_TIMERS_MAX; tried++) {
		unsigned place = next_place++ % CONFIG_LIB_POSIX_TIMERS_MAX;

		if (!table[place])
			return (int)place;
	}
	return -EAGAIN;
}

int mote_posix_timer_insert(struct mote_posix_timer *timer)
{
	unsigned long flags = mote_spin_lock_irqsave(&lock);
	int place = find_place();

	if (place >= 0) {
		timer->id = ++given_out << PLACE_BITS | (timer_t)place;
		table[place] = timer;
	}
	mote_spin_unlock_irqrestore_nowake(&lock, flags);
	return place < 0 ? place : 0;
}

static struct mote_posix_timer *find(timer_t id, bool remove)
{
	timer_t place = id & ((1ul << PLACE_BITS) - 1);
	struct mote_posix_timer *timer;
	unsigned long flags;

	if (place >= CONFIG_LIB_POSIX_TIMERS_MAX)
		return NULL;
	flags = mote_spin_lock_irqsave(&lock);
	timer = table[place];
	if (timer && timer->id != id)
		timer = NULL;
	if (timer && remove)
		table[place] = NULL;
	mote_spin_unlock_irqrestore_nowake(&lock, flags);
	return timer;
}

struct mote_posix_timer *mote_posix_timer_find(timer_t id)
{
	return find(id, false);
}

struct mote_posix_timer *mote_posix_timer_remove(timer_t id)
{
	return find(id, true);
}
