/* SPDX-License-Identifier: BSD-3-Clause */
/* What ACPI says about I/O APICs and their lines: the MADT, ACPI 6.4 §5.2.12. */
#ifndef IOAPIC_MADT_H
#define IOAPIC_MADT_H

#include <mote/interrupt.h>
#include <stdint.h>

/* Calls FOUND with the address and the first line of each I/O APIC. Returns 0, -ENODEV: no MADT. */
int mote_madt_find_ioapics(void (*found)(uint32_t address, uint32_t first_line));

/* Changes in *IS_LOW (active low) and *IS_LEVEL (level triggered) what the MADT says otherwise. */
void mote_madt_override(unsigned line, bool *is_low, bool *is_level);

#endif
