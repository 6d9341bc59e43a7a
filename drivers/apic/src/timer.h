/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef APIC_TIMER_H
#define APIC_TIMER_H

#include <stdint.h>

/*
 * Starts the local APIC and sets its timer to MODE (of its LVT register), interrupting as the
 * core's event timer. Returns 0 or a negative errno.
 */
int mote_apic_timer_start(uint32_t mode);

/*
 * How often the timer counts in a second, as far as the hypervisor or the processor says; 0 where
 * neither does.
 */
uint64_t mote_apic_timer_rate(void);

/* Lets the timer count without interrupts, and start from 0 behind 2^32 - 1. */
void mote_apic_timer_run(void);

/* How often it has counted since mote_apic_timer_run(). */
uint32_t mote_apic_timer_elapsed(void);

#endif
