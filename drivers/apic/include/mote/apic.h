/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The local APIC: the interrupt controller within each x86 processor, and its timer (Intel SDM
 * volume 3 chapter 11). For drivers of what sends interrupts to it, and of clocks that are
 * calibrated against its timer.
 */
#ifndef MOTE_APIC_H
#define MOTE_APIC_H

#include <stdint.h>

/*
 * Enables the local APIC of this CPU, its own sources masked. Returns 0, -ENODEV where the processor
 * has none, -ENOMEM or -ENOSPC. Further calls change nothing and return the same. Thread context, from
 * MOTE_STAGE_INTERRUPTS on.
 */
int mote_apic_start(void);

/*
 * Says that the handler of an interrupt is done with it (§11.8.5). Each handler that
 * mote_plat_vector_alloc() was given calls this once, before it returns. Interrupt context.
 */
void mote_apic_end_of_interrupt(void);

/* The number by which interrupts are sent to this CPU. Any context, once mote_apic_start() gave 0. */
uint32_t mote_apic_id(void);

#endif
