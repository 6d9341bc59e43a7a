/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Registers of the local APIC (Intel SDM volume 3 table 11-1): offsets into its page, and 16 times
 * the offsets of the MSRs that are the same registers in x2APIC mode (§11.12.1.2).
 */
#ifndef APIC_REGISTERS_H
#define APIC_REGISTERS_H

#include <stdint.h>

#define APIC_ID 0x20
#define APIC_END_OF_INTERRUPT 0xb0
#define APIC_SPURIOUS 0xf0
#define APIC_LVT_TIMER 0x320
#define APIC_LVT_LINT0 0x350
#define APIC_TIMER_INITIAL 0x380
#define APIC_TIMER_CURRENT 0x390
#define APIC_TIMER_DIVIDE 0x3e0

#define SPURIOUS_APIC_ENABLED (1 << 8)
#define LVT_MASKED (1 << 16)
#define LVT_PERIODIC (1 << 17)
#define LVT_TSC_DEADLINE (2 << 17)
#define TIMER_DIVIDE_BY_1 0xb

uint32_t mote_apic_read(unsigned offset);
void mote_apic_write(unsigned offset, uint32_t value);

#endif
