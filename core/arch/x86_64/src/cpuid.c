/* SPDX-License-Identifier: BSD-3-Clause */
#include <mote/arch/cpuid.h>

/* The first leaf of each range gives the highest. */
#define RANGE 0xc0000000

static struct mote_cpuid read_leaf(uint32_t leaf)
{
	struct mote_cpuid result;

	__asm__("cpuid"
		: "=a"(result.a), "=b"(result.b), "=c"(result.c), "=d"(result.d)
		: "0"(leaf), "2"(0));
	return result;
}

struct mote_cpuid mote_arch_cpuid(uint32_t leaf)
{
	if (read_leaf(leaf & RANGE).a < leaf)
		return (struct mote_cpuid){0};
	return read_leaf(leaf);
}
