/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef DRIVERS_ACPI_AML_H
#define DRIVERS_ACPI_AML_H

#include <stddef.h>
#include <stdint.h>

/* A part of a table's AML (ACPI 6.4 §20.2), which is not interpreted but searched. */
struct aml {
	const uint8_t *at;
	const uint8_t *end;
};

/*
 * The first place in AML where the COUNT bytes of PATTERN stand and BYTES bytes are left from there on;
 * NULL where there is none. Any context.
 */
const uint8_t *mote_aml_find(struct aml aml, const void *pattern, size_t count, size_t bytes);

#endif
