/* SPDX-License-Identifier: BSD-3-Clause */
#include <mote/clock.h>
#include <mote/test.h>
#include <mote/xen/hypercall.h>

#include "../src/wall_clock.h"

/* 2025-01-01 and 2100-01-01 00:00 UTC. */
#define EARLIEST (1735689600ULL * MOTE_NANOSECONDS_PER_SECOND)
#define LATEST (4102444800ULL * MOTE_NANOSECONDS_PER_SECOND)

MOTE_TEST(xen_wall_clock, "xen wall clock: it gives a sensible date, and runs")
{
	uint64_t first, second;
	uint64_t begin = mote_clock_now();

	if (!mote_xen_is_here()) {
		mote_test_skip("this is not Xen");
		return;
	}
	MOTE_REQUIRE(mote_xen_wall_clock_read(&first) == 0);
	MOTE_CHECK(first > EARLIEST && first < LATEST);
	MOTE_REQUIRE(mote_xen_wall_clock_read(&second) == 0);
	MOTE_CHECK(second > first && second - first <= mote_clock_now() - begin);
}
