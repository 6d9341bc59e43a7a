/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * KVM's paravirtual clock: Linux Documentation/virt/kvm/x86/msr.rst, MSR_KVM_SYSTEM_TIME_NEW, and
 * cpuid.rst.
 */
#include <mote/arch/cpuid.h>
#include <mote/clock.h>
#include <mote/errno.h>
#include <mote/plat.h>
#include <mote/pvclock.h>
#include <mote/string.h>
#include <stdbool.h>

#define CPUID_KVM_FEATURES 0x40000001
#define KVM_FEATURES_A_CLOCK (1 << 3)

#define MSR_SYSTEM_TIME 0x4b564d01
#define SYSTEM_TIME_ENABLE 1

/* KVM writes here from the start on. It must not cross a page. */
static struct mote_pvclock clock __attribute__((aligned(sizeof(struct mote_pvclock))));
static uint64_t last;

static bool is_kvm(void)
{
	struct mote_cpuid name;

	if (!(mote_arch_cpuid(MOTE_CPUID_FEATURES).c & MOTE_FEATURES_C_HYPERVISOR))
		return false;
	name = mote_arch_cpuid(MOTE_CPUID_HYPERVISOR);
	return memcmp(&name.b, "KVMKVMKVM\0\0\0", 12) == 0;
}

static int kvmclock_start(void)
{
	if (!is_kvm() || !(mote_arch_cpuid(CPUID_KVM_FEATURES).a & KVM_FEATURES_A_CLOCK))
		return -ENODEV;
	mote_plat_write_msr(MSR_SYSTEM_TIME, mote_plat_virt_to_phys(&clock) | SYSTEM_TIME_ENABLE);
	/* Written before the processor goes on, or not at all. */
	if (!((volatile struct mote_pvclock *)&clock)->multiplier)
		return -ENODEV;
	return 0;
}

static uint64_t kvmclock_now(void)
{
	return mote_pvclock_now(&clock, &last);
}

MOTE_CLOCK(kvmclock) = {
	.name = "KVM",
	.start = kvmclock_start,
	.now = kvmclock_now,
	.rating = 400,
};
