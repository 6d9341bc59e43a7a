/* SPDX-License-Identifier: BSD-3-Clause */
/* The local APIC's timer as a time reference: how fast it counts, and its count. */
#include <mote/arch/cpuid.h>
#include <mote/compiler.h>

#include "registers.h"
#include "timer.h"

#define CPUID_CRYSTAL 0x15 /* its rate is in ecx */

/*
 * Hypervisors whose timer counts at a rate of their own choice, by the first four letters that CPUID
 * has for them. QEMU: hw/intc/apic_common.c counts nanoseconds. KVM: APIC_BUS_CYCLE_NS_DEFAULT in
 * arch/x86/kvm/lapic.h. Xen: APIC_BUS_CYCLE_NS in arch/x86/include/asm/hvm/vlapic.h.
 */
static const struct {
	char name[4];
	uint32_t rate;
} hypervisors[] = {
	{"TCGT", 1000000000},
	{"KVMK", 1000000000},
	{"XenV", 100000000},
};

static uint32_t rate_by_hypervisor(void)
{
	uint32_t name;

	if (!(mote_arch_cpuid(MOTE_CPUID_FEATURES).c & MOTE_FEATURES_C_HYPERVISOR))
		return 0;
	name = mote_arch_cpuid(MOTE_CPUID_HYPERVISOR).b;
	for (unsigned i = 0; i < MOTE_ARRAY_SIZE(hypervisors); i++)
		if (name == *(const uint32_t *)hypervisors[i].name)
			return hypervisors[i].rate;
	return 0;
}

uint64_t mote_apic_timer_rate(void)
{
	uint32_t rate = rate_by_hypervisor();

	/* Where a processor tells the crystal's rate the timer counts at that: §11.5.4. */
	return rate ? rate : mote_arch_cpuid(CPUID_CRYSTAL).c;
}

void mote_apic_timer_run(void)
{
	mote_apic_write(APIC_LVT_TIMER, LVT_MASKED | LVT_PERIODIC);
	mote_apic_write(APIC_TIMER_DIVIDE, TIMER_DIVIDE_BY_1);
	mote_apic_write(APIC_TIMER_INITIAL, UINT32_MAX);
}

uint32_t mote_apic_timer_elapsed(void)
{
	return UINT32_MAX - mote_apic_read(APIC_TIMER_CURRENT);
}
