/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A counter that only grows, for measuring: the time stamp counter (Intel SDM volume 3 §17.17). Its
 * unit is the machine's; under QEMU's -icount shift=0 it is one instruction.
 */
#ifndef MOTE_ARCH_STAMP_H
#define MOTE_ARCH_STAMP_H

#include <stdint.h>

/* What the counter says now. Any context. */
static inline uint64_t mote_arch_stamp(void)
{
	uint32_t low, high;

	__asm__ volatile("rdtsc" : "=a"(low), "=d"(high) : : "memory");
	return (uint64_t)high << 32 | low;
}

#endif
