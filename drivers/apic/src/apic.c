/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The local APIC: Intel SDM volume 3 chapter 11. Its registers are memory in xAPIC mode and MSRs in
 * x2APIC mode, which is taken where there is a choice: under a hypervisor an MSR is cheaper.
 */
#include <mote/apic.h>
#include <mote/arch/cpuid.h>
#include <mote/errno.h>
#include <mote/plat.h>
#include <stdbool.h>

#include "registers.h"

#define FEATURES_C_X2APIC (1u << 21)
#define FEATURES_D_APIC (1u << 9)

#define MSR_APIC_BASE 0x1b
#define APIC_BASE_X2APIC (1 << 10)
#define APIC_BASE_ADDRESS 0x000ffffffffff000ULL

#define MSR_X2APIC 0x800
#define XAPIC_ID_SHIFT 24

/* NULL in x2APIC mode. */
static volatile uint32_t *page;

uint32_t mote_apic_read(unsigned offset)
{
	if (page)
		return page[offset / sizeof(*page)];
	return mote_plat_read_msr(MSR_X2APIC + offset / 16);
}

void mote_apic_write(unsigned offset, uint32_t value)
{
	if (page)
		page[offset / sizeof(*page)] = value;
	else
		mote_plat_write_msr(MSR_X2APIC + offset / 16, value);
}

void mote_apic_end_of_interrupt(void)
{
	mote_apic_write(APIC_END_OF_INTERRUPT, 0);
}

uint32_t mote_apic_id(void)
{
	uint32_t id = mote_apic_read(APIC_ID);

	return page ? id >> XAPIC_ID_SHIFT : id;
}

/* An interrupt that was withdrawn before the processor took it: nothing is to end (§11.9). */
static void ignore_spurious(void *unused)
{
	(void)unused;
}

static int enter_mode(bool x2apic)
{
	uint64_t base = mote_plat_read_msr(MSR_APIC_BASE);

	if (x2apic) {
		mote_plat_write_msr(MSR_APIC_BASE, base | APIC_BASE_X2APIC);
		return 0;
	}
	page = mote_plat_map(base & APIC_BASE_ADDRESS, MOTE_PLAT_PAGE_BYTES, true);
	return page ? 0 : -ENOMEM;
}

int mote_apic_start(void)
{
	static bool started;
	struct mote_cpuid features;
	int error, spurious;

	if (started)
		return 0;
	/* Not there either where the firmware has disabled it: §11.4.3. */
	features = mote_arch_cpuid(MOTE_CPUID_FEATURES);
	if (!(features.d & FEATURES_D_APIC))
		return -ENODEV;
	error = enter_mode(features.c & FEATURES_C_X2APIC);
	if (error)
		return error;
	spurious = mote_plat_vector_alloc(ignore_spurious, NULL);
	if (spurious < 0)
		return spurious;

	/* To disable it masks all of its sources: §11.4.7.2. */
	mote_apic_write(APIC_SPURIOUS, spurious);
	mote_apic_write(APIC_LVT_LINT0, LVT_MASKED);
	mote_apic_write(APIC_SPURIOUS, SPURIOUS_APIC_ENABLED | spurious);
	started = true;
	return 0;
}
