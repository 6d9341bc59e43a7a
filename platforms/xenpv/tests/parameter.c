/* SPDX-License-Identifier: BSD-3-Clause */
#include <mote/plat.h>
#include <mote/test.h>

MOTE_TEST(parameter_owned, "parameter: the hypervisor's tokens are the platform's, others are not")
{
	MOTE_CHECK(mote_plat_owns_parameter("noapic"));
	MOTE_CHECK(mote_plat_owns_parameter("acpi=off"));
	MOTE_CHECK(!mote_plat_owns_parameter("noapics"));
	MOTE_CHECK(!mote_plat_owns_parameter("acpi"));
	MOTE_CHECK(!mote_plat_owns_parameter(""));
}
