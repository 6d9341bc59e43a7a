/* SPDX-License-Identifier: BSD-3-Clause */
#include "clock.h"

#include <mote/clock.h>
#include <mote/errno.h>
#include <mote/xen/shared_info.h>

static volatile struct mote_xen_shared_info *shared_info;

int mote_xen_clock_start(void)
{
	shared_info = mote_xen_shared_info();
	return shared_info ? 0 : -ENODEV;
}

uint64_t mote_xen_clock_now(void)
{
	static uint64_t last;

	return mote_pvclock_now(&shared_info->vcpus[0].time, &last);
}

MOTE_CLOCK(xen) = {
	.name = "xen",
	.start = mote_xen_clock_start,
	.now = mote_xen_clock_now,
	.rating = 600,
};
