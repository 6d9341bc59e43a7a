/* SPDX-License-Identifier: BSD-3-Clause */
/* What mote_plat_map() maps and what it refuses. */
#include <mote/arch/cpuid.h>
#include <mote/plat.h>
#include <mote/test.h>

MOTE_TEST(protect_map, "protect: page zero and what is no address are not mapped, the rest is")
{
	MOTE_CHECK(!mote_plat_map(0, 1, false));
	MOTE_CHECK(!mote_plat_map(8, 1, false));
	MOTE_CHECK(!mote_plat_map(UINT64_MAX, 1, false));
	MOTE_CHECK(!mote_plat_map(UINT64_MAX - 8, 16, false));
	MOTE_CHECK_EQUAL(mote_plat_map(0xe0000, 16, false), mote_plat_phys_to_virt(0xe0000));
}

MOTE_TEST(protect_map_width, "protect: what the processor has no address for is not mapped")
{
	uint32_t bits = mote_arch_cpuid(0x80000008).a & 0xff;
	uint64_t end = 1ULL << (bits < 47 ? bits : 47);

	MOTE_CHECK(bits >= 36);
	MOTE_CHECK(!mote_plat_map(end, 16, true));
	MOTE_CHECK(!mote_plat_map(end - 15, 16, true));
	MOTE_CHECK_EQUAL(mote_plat_map(end - 16, 16, true), mote_plat_phys_to_virt(end - 16));
}
