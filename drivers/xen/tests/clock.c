/* SPDX-License-Identifier: BSD-3-Clause */
#include <mote/clock.h>
#include <mote/string.h>
#include <mote/test.h>
#include <mote/xen/hypercall.h>

MOTE_TEST(xen_clock_chosen, "xen clock: on Xen it is the clock")
{
	if (mote_xen_is_here())
		MOTE_CHECK_EQUAL_STRING(mote_clock_name(), "xen");
	else
		MOTE_CHECK(strcmp(mote_clock_name(), "xen") != 0);
}
