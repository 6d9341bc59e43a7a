/* SPDX-License-Identifier: BSD-3-Clause */
/* KVM's clock on a model of KVM: who must be there, what is written to it, and the time it gives. */
#include <mote/arch/cpuid.h>
#include <mote/arch/stamp.h>
#include <mote/clock.h>
#include <mote/errno.h>
#include <mote/plat.h>
#include <mote/pvclock.h>
#include <stdbool.h>
#include <string.h>
#include <unit.h>

static const char *hypervisor; /* NULL: none */
static uint32_t kvm_features;
static bool is_deaf; /* nobody writes, whatever the processor says */
static uint64_t tsc;
static struct mote_pvclock *page;
static uint64_t page_address;

struct mote_cpuid mote_arch_cpuid(uint32_t leaf)
{
	struct mote_cpuid result = {0};

	if (leaf == 1 && hypervisor)
		result.c = 1u << 31;
	if (leaf == 0x40000000 && hypervisor)
		memcpy(&result.b, hypervisor, 12);
	if (leaf == 0x40000001 && hypervisor)
		result.a = kvm_features;
	return result;
}

uint64_t mote_arch_stamp(void)
{
	return tsc;
}

uint64_t mote_plat_virt_to_phys(const void *virt)
{
	page = (struct mote_pvclock *)(uintptr_t)virt;
	return (uintptr_t)virt;
}

/* 2 GHz: half a nanosecond a tick. */
static void update(uint64_t nanoseconds)
{
	*page = (struct mote_pvclock){.version = (page->version + 2) & ~1u,
				      .tsc = tsc,
				      .nanoseconds = nanoseconds,
				      .multiplier = 1u << 31,
				      .shift = 0};
}

void mote_plat_write_msr(uint32_t number, uint64_t value)
{
	assert_int_equal(number, 0x4b564d01);
	assert_int_equal(value & 1, 1);
	page_address = value & ~(uint64_t)1;
	if (!is_deaf)
		update(1000);
}

#include "../../drivers/kvmclock/src/clock.c"

static void needs_kvm(void **state)
{
	(void)state;
	hypervisor = NULL;
	kvm_features = 1 << 3;
	assert_int_equal(mote_clock_kvmclock.start(), -ENODEV);
	hypervisor = "TCGTCGTCGTCG";
	assert_int_equal(mote_clock_kvmclock.start(), -ENODEV);
	hypervisor = "KVMKVMKVM\0\0\0";
	kvm_features = 1;
	assert_int_equal(mote_clock_kvmclock.start(), -ENODEV);
	kvm_features = 1 << 3;
	is_deaf = true;
	assert_int_equal(mote_clock_kvmclock.start(), -ENODEV);
	is_deaf = false;
}

static void tells_kvms_time(void **state)
{
	(void)state;
	hypervisor = "KVMKVMKVM\0\0\0";
	kvm_features = 1 << 3;
	tsc = 1 << 20;
	assert_int_equal(mote_clock_kvmclock.start(), 0);
	/* The address must be one that a page holds whole. */
	assert_int_equal(page_address, (uintptr_t)page);
	assert_int_equal(page_address % sizeof(*page), 0);
	assert_int_equal(mote_clock_kvmclock.now(), 1000);
	tsc += 4000;
	assert_int_equal(mote_clock_kvmclock.now(), 3000);
	/* Moved to a host whose counter is behind, and whose clock is ahead. */
	tsc = 77;
	update(5000);
	assert_int_equal(mote_clock_kvmclock.now(), 5000);
	/* To one that is a little behind: the clock waits. */
	update(4000);
	assert_int_equal(mote_clock_kvmclock.now(), 5000);
	tsc += 3000;
	assert_int_equal(mote_clock_kvmclock.now(), 5500);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		UNIT_TEST(needs_kvm, "kvmclock: needs KVM, with that clock"),
		UNIT_TEST(tells_kvms_time, "kvmclock: tells KVM's time, and never goes backwards"),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
