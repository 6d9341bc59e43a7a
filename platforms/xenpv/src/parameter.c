/* SPDX-License-Identifier: BSD-3-Clause */
#include <mote/plat.h>
#include <mote/string.h>

/* Xen hands these of its own options on to a domain 0: where it was told them it appends them. */
bool mote_plat_owns_parameter(const char *token)
{
	return strcmp(token, "noapic") == 0 || strncmp(token, "acpi=", 5) == 0;
}
