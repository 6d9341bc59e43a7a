/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The platform interface for unit tests on the host: there are no interrupts, and physical memory
 * and I/O ports are what a test provides for them.
 */
#ifndef MOTE_PLAT_H
#define MOTE_PLAT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define MOTE_PLAT_PAGE_BYTES 4096

static inline unsigned long mote_plat_irq_save(void)
{
	return 0;
}

static inline void mote_plat_irq_restore(unsigned long flags)
{
	(void)flags;
}

/* Each of these is defined by the tests that need it. */
uint8_t mote_plat_in8(uint16_t port);
void mote_plat_out8(uint16_t port, uint8_t value);
uint16_t mote_plat_in16(uint16_t port);
void mote_plat_out16(uint16_t port, uint16_t value);
uint32_t mote_plat_in32(uint16_t port);
void *mote_plat_map(uint64_t phys, size_t bytes, int uncached);
uint64_t mote_plat_virt_to_phys(const void *virt);
void mote_plat_write_msr(uint32_t number, uint64_t value);
void *mote_plat_phys_to_virt(uint64_t phys);
int mote_plat_populate(uint64_t begin, uint64_t end);

#endif
