/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef APIC_SELF_INTERRUPT_H
#define APIC_SELF_INTERRUPT_H

#include "../src/registers.h"

/* The interrupt command register: Intel SDM volume 3 §11.6.1. */
#define APIC_COMMAND 0x300
#define COMMAND_ASSERT (1 << 14)
#define COMMAND_TO_SELF (1 << 18)

/* Sends an interrupt of VECTOR to this processor, which takes it at once where it isn't masked. */
static inline void send_to_self(int vector)
{
	mote_apic_write(APIC_COMMAND, COMMAND_TO_SELF | COMMAND_ASSERT | vector);
	/* The next instruction may already be on its way: this one waits for the register. */
	mote_apic_read(APIC_ID);
	__asm__ volatile("nop" : : : "memory");
}

#endif
