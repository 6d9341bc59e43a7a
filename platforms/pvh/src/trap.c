/* SPDX-License-Identifier: BSD-3-Clause */
#include <mote/compiler.h>
#include <stdint.h>

#include "interrupt.h"
#include "trap.h"
#include "x86.h"

/*
 * A gate of the interrupt descriptor table: Intel SDM volume 3 §6.14.1. The handler's address lies in
 * three pieces; the highest is 0, as images end below 1 GiB (pvh.lds).
 */
struct gate {
	uint64_t low;
	uint64_t high;
};

/* Present, privilege level 0, masks interrupts. */
#define GATE_ATTRIBUTES 0x8e00ULL
/* And on the stack that the TSS names first. */
#define GATE_ON_IST1 1

static uint64_t gate_to(uint64_t handler, uint64_t attributes)
{
	return (handler & 0xffff) | SELECTOR_CODE << 16 | attributes << 32 | handler >> 16 << 48;
}

extern const char mote_pvh_trap_stubs[], mote_pvh_interrupt_stubs[];

static struct gate table[TRAP_COUNT + INTERRUPT_COUNT] MOTE_RO_AFTER_INIT;

void mote_pvh_traps_start(void)
{
	struct {
		uint16_t limit;
		uint64_t base;
	} __attribute__((packed)) pointer = {sizeof(table) - 1, (uintptr_t)table};

	for (unsigned vector = 0; vector < TRAP_COUNT; vector++)
		table[vector].low =
			gate_to((uintptr_t)mote_pvh_trap_stubs + vector * TRAP_STUB_BYTES,
				GATE_ATTRIBUTES | GATE_ON_IST1);
	for (int number = 0; number < INTERRUPT_COUNT; number++)
		table[INTERRUPT_FIRST + number].low =
			gate_to((uintptr_t)mote_pvh_interrupt_stubs + number * INTERRUPT_STUB_BYTES,
				GATE_ATTRIBUTES);
	__asm__ volatile("lidt %0" : : "m"(pointer));
}
