/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The time stamp counter where processor or hypervisor say that it never changes its rate, and what
 * the rate is: nothing is left to find out.
 */
#include <mote/arch/cpuid.h>
#include <mote/clock.h>
#include <mote/errno.h>
#include <stddef.h>

#include "line.h"
#include "rate.h"
#include "registers.h"

/* Intel SDM volume 3 §18.7.3: crystal's rate and the ratio to it; the processor's base rate. */
#define CPUID_CRYSTAL 0x15
#define CPUID_FREQUENCY 0x16

#define CPUID_HYPERVISOR_RATE 0x40000010 /* in kHz: VMware's, and QEMU's with KVM */

#define CPUID_POWER 0x80000007
#define POWER_D_INVARIANT (1u << 8) /* Intel SDM volume 3 §17.17.1 */

/* In kHz; 0 where it isn't told. */
static uint64_t told_rate(void)
{
	struct mote_cpuid crystal = mote_arch_cpuid(CPUID_CRYSTAL);

	if (mote_arch_cpuid(MOTE_CPUID_FEATURES).c & MOTE_FEATURES_C_HYPERVISOR)
		return mote_arch_cpuid(CPUID_HYPERVISOR_RATE).a;
	if (!crystal.a || !crystal.b)
		return 0;
	/* Some leave the crystal out: then the counter counts at the base rate, in MHz. */
	if (!crystal.c)
		return mote_arch_cpuid(CPUID_FREQUENCY).a * 1000ULL;
	return (uint64_t)crystal.c * crystal.b / crystal.a / 1000;
}

static int told_start(void)
{
	uint64_t kilohertz = told_rate();
	uint64_t multiplier;

	if (!(mote_arch_cpuid(CPUID_POWER).d & POWER_D_INVARIANT) || !kilohertz)
		return -ENODEV;
	multiplier = (MOTE_NANOSECONDS_PER_MILLISECOND << TSC_FRACTION) / kilohertz;
	if (multiplier < TSC_FASTEST || multiplier > TSC_SLOWEST)
		return -ENODEV;
	mote_tsc_begin(read_tsc(), multiplier, TSC_SPAN_MAX, NULL);
	return 0;
}

MOTE_CLOCK(tsc_told) = {
	.name = "invariant TSC",
	.start = told_start,
	.now = mote_tsc_now,
	.rating = 500,
};
