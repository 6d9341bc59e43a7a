/* SPDX-License-Identifier: BSD-3-Clause */
#define MOTE_LOG_NAME "clock"
#include <mote/clock.h>
#include <mote/errno.h>
#include <mote/log.h>
#include <mote/spinlock.h>

MOTE_TABLE_LAZY_DEFINE(struct mote_wall_clock, wall_clock);

static struct mote_spinlock lock;
static bool is_known;
static uint64_t at_zero; /* what the wall clock said when the monotonic one was 0 */

/* Takes it that it is NANOSECONDS now, unless that is known and OVERRIDE is not set. */
static void set(uint64_t nanoseconds, bool override)
{
	unsigned long flags = mote_spin_lock_irqsave(&lock);

	if (!is_known || override)
		at_zero = nanoseconds - mote_clock_now();
	is_known = true;
	mote_spin_unlock_irqrestore(&lock, flags);
}

static int read_device(void)
{
	const struct mote_wall_clock *device = NULL;
	uint64_t nanoseconds;

	while ((device = MOTE_TABLE_NEXT_BEST(device, wall_clock)) != NULL) {
		if (device->read(&nanoseconds) != 0)
			continue;
		set(nanoseconds, false);
		mote_log_info("the time of day is from the %s", device->name);
		return 0;
	}
	return -ENODEV;
}

int mote_wall_clock_now(uint64_t *nanoseconds)
{
	unsigned long flags;
	int error = is_known ? 0 : read_device();

	if (error)
		return error;
	flags = mote_spin_lock_irqsave(&lock);
	*nanoseconds = at_zero + mote_clock_now();
	mote_spin_unlock_irqrestore(&lock, flags);
	return 0;
}

void mote_wall_clock_set(uint64_t nanoseconds)
{
	set(nanoseconds, true);
}
