/* SPDX-License-Identifier: BSD-3-Clause */
/* What the processor says of itself: Intel SDM volume 2A, CPUID. */
#ifndef MOTE_ARCH_CPUID_H
#define MOTE_ARCH_CPUID_H

#include <stdint.h>

#define MOTE_CPUID_FEATURES 1

/* The highest leaf of a hypervisor and its name, where CPUID 1 has this bit. */
#define MOTE_CPUID_HYPERVISOR 0x40000000
#define MOTE_FEATURES_C_HYPERVISOR (1u << 31)

struct mote_cpuid {
	uint32_t a, b, c, d;
};

/*
 * Leaf LEAF, subleaf 0. Zeros where LEAF is above the highest of its range, where processors and
 * hypervisors give what they like. Any context.
 */
struct mote_cpuid mote_arch_cpuid(uint32_t leaf);

#endif
