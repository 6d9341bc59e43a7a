/* SPDX-License-Identifier: BSD-3-Clause */
/* The tables of the machine that the image runs on; damaged ones are tested on the host. */
#include <mote/acpi.h>
#include <mote/test.h>

MOTE_TEST(acpi_find, "acpi: the fixed description table is found, and one that is not there is not")
{
	const struct mote_acpi_header *table = mote_acpi_find("FACP");

	MOTE_CHECK(!mote_acpi_find("NONE"));
	if (!table) {
		mote_test_skip("this machine has no ACPI tables");
		return;
	}
	MOTE_CHECK_EQUAL(table->signature[0], 'F');
	MOTE_CHECK(table->length >= sizeof(*table));
	MOTE_CHECK_EQUAL(mote_acpi_find("FACP"), table);
}
