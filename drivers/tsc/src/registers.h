/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef TSC_REGISTERS_H
#define TSC_REGISTERS_H

#include <stdint.h>

/* The time stamp counter, read behind all loads before: Intel SDM volume 2B, RDTSC. */
static inline uint64_t read_tsc(void)
{
	uint32_t low, high;

	__asm__ volatile("lfence; rdtsc" : "=a"(low), "=d"(high) : : "memory");
	return (uint64_t)high << 32 | low;
}

#endif
