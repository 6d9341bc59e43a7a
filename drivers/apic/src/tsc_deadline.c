/* SPDX-License-Identifier: BSD-3-Clause */
/* The local APIC's timer as event timer, comparing with the TSC: Intel SDM volume 3 §11.5.4.1. */
#include <mote/arch/cpuid.h>
#include <mote/arch/stamp.h>
#include <mote/clock.h>
#include <mote/errno.h>
#include <mote/event_timer.h>
#include <mote/plat.h>

#include "registers.h"
#include "timer.h"
#include "tsc_ratio.h"

#define FEATURES_C_TSC_DEADLINE (1u << 24)
#define MSR_TSC_DEADLINE 0x6e0

static struct tsc_ratio ratio;

static int start(void)
{
	int error;

	if (!(mote_arch_cpuid(MOTE_CPUID_FEATURES).c & FEATURES_C_TSC_DEADLINE))
		return -ENODEV;
	error = mote_apic_timer_start(LVT_TSC_DEADLINE);
	if (error)
		return error;
	/* The mode may be written to memory, and must be there before the first deadline is. */
	__asm__ volatile("mfence" : : : "memory");
	mote_tsc_ratio_start(&ratio, mote_arch_stamp(), mote_clock_now());
	return 0;
}

static void arm(uint64_t deadline)
{
	uint64_t tsc;

	if (deadline == MOTE_NEVER) {
		mote_plat_write_msr(MSR_TSC_DEADLINE, 0);
		return;
	}
	/* Read before the clock, so that what passes in between makes the interrupt early. */
	tsc = mote_arch_stamp();
	mote_plat_write_msr(MSR_TSC_DEADLINE,
			    mote_tsc_ratio_deadline(&ratio, tsc, mote_clock_now(), deadline));
}

MOTE_EVENT_TIMER(apic_tsc_deadline) = {
	.name = "TSC deadline",
	.start = start,
	.arm = arm,
	.rating = 200,
};
