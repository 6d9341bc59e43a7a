/* SPDX-License-Identifier: BSD-3-Clause */
/* Wall-clock time: the moment at which Xen's clock said 0, and that clock. public/xen.h, wc_sec. */
#include "wall_clock.h"

#include <mote/clock.h>
#include <mote/errno.h>
#include <mote/xen/shared_info.h>
#include <stdbool.h>

#include "clock.h"

/* An update is a few stores; a version that is odd after so many looks stays so. */
#define PATIENCE 100000

struct moment {
	uint64_t seconds;
	uint32_t nanoseconds;
};

/* Returns whether Xen has left it alone meanwhile. */
static bool read_once(const volatile struct mote_xen_shared_info *shared, struct moment *moment)
{
	uint32_t version = shared->wall_clock_version;

	moment->seconds = (uint64_t)shared->wall_clock_seconds_high << 32 |
			  shared->wall_clock_seconds;
	moment->nanoseconds = shared->wall_clock_nanoseconds;
	return !(version & 1) && shared->wall_clock_version == version;
}

int mote_xen_wall_clock_read(uint64_t *nanoseconds)
{
	const volatile struct mote_xen_shared_info *shared = mote_xen_shared_info();
	struct moment moment;

	if (!shared || mote_xen_clock_start() != 0)
		return -ENODEV;
	for (int patience = PATIENCE; !read_once(shared, &moment); patience--)
		if (!patience)
			return -EIO;
	if (!moment.seconds || moment.nanoseconds >= MOTE_NANOSECONDS_PER_SECOND)
		return -EIO;
	if (__builtin_mul_overflow(moment.seconds, MOTE_NANOSECONDS_PER_SECOND, nanoseconds) ||
	    __builtin_add_overflow(*nanoseconds, moment.nanoseconds + mote_xen_clock_now(),
				   nanoseconds))
		return -EIO;
	return 0;
}

MOTE_WALL_CLOCK(xen) = {
	.name = "xen",
	.read = mote_xen_wall_clock_read,
	.rating = 200,
};
