/* SPDX-License-Identifier: BSD-3-Clause */
/* What the platform has handed over. */
#include <mote/boot.h>
#include <mote/plat.h>
#include <mote/string.h>
#include <mote/test.h>

static bool overlaps(const struct mote_memory_range *range, uint64_t begin, uint64_t end)
{
	return range->begin < end && begin < range->end;
}

MOTE_TEST(boot_memory_whole, "boot: usable memory is whole pages, at least some")
{
	const struct mote_boot_info *boot = mote_boot_info();
	uint64_t bytes = 0;

	MOTE_CHECK(boot->range_count > 0);
	MOTE_CHECK(boot->range_count <= MOTE_BOOT_RANGES_MAX);
	for (size_t i = 0; i < boot->range_count; i++) {
		MOTE_CHECK_EQUAL(boot->ranges[i].begin % MOTE_PLAT_PAGE_BYTES, 0);
		MOTE_CHECK_EQUAL(boot->ranges[i].end % MOTE_PLAT_PAGE_BYTES, 0);
		MOTE_CHECK(boot->ranges[i].begin <= boot->ranges[i].end);
		bytes += boot->ranges[i].end - boot->ranges[i].begin;
	}
	MOTE_CHECK(bytes > 0);
	mote_test_note("usable memory: %lu KiB in %zu ranges", bytes / 1024, boot->range_count);
}

MOTE_TEST(boot_memory_apart, "boot: ranges of memory overlap neither each other nor page zero")
{
	const struct mote_boot_info *boot = mote_boot_info();

	for (size_t i = 0; i < boot->range_count; i++) {
		const struct mote_memory_range *range = &boot->ranges[i];

		MOTE_CHECK(!overlaps(range, 0, MOTE_PLAT_PAGE_BYTES));
		for (size_t j = 0; j < i; j++)
			MOTE_CHECK(!overlaps(range, boot->ranges[j].begin, boot->ranges[j].end));
	}
}

MOTE_TEST(boot_memory_used, "boot: what is in use is no usable memory: stack, code, data, initrd")
{
	const struct mote_boot_info *boot = mote_boot_info();
	static int data;
	const void *const used[] = {&used, &data, __builtin_return_address(0), boot, boot->initrd};

	for (size_t i = 0; i < MOTE_ARRAY_SIZE(used) && used[i]; i++) {
		uint64_t at = mote_plat_virt_to_phys(used[i]);

		for (size_t j = 0; j < boot->range_count; j++)
			MOTE_CHECK(!overlaps(&boot->ranges[j], at, at + 1));
	}
}

/* The host makes a file of this pattern (tests/image). */
static unsigned char initrd_byte(size_t at)
{
	return (unsigned char)(at * 7 + (at >> 8) + 3);
}

MOTE_TEST(boot_initrd, "boot: the initrd's bytes are there")
{
	const struct mote_boot_info *boot = mote_boot_info();
	const unsigned char *bytes = boot->initrd;
	uint64_t begin, end;

	if (!bytes) {
		MOTE_CHECK_EQUAL(boot->initrd_bytes, 0);
		mote_test_skip("the machine was started without one");
		return;
	}
	for (size_t i = 0; i < boot->initrd_bytes; i++)
		if (bytes[i] != initrd_byte(i)) {
			MOTE_CHECK_EQUAL(bytes[i], initrd_byte(i));
			mote_test_note("that was byte %zu of %zu", i, boot->initrd_bytes);
			return;
		}
	begin = mote_plat_virt_to_phys(bytes);
	end = begin + boot->initrd_bytes;
	for (size_t i = 0; i < boot->range_count; i++)
		MOTE_CHECK(!overlaps(&boot->ranges[i], begin, end));
	mote_test_note("initrd: %zu bytes at %p", boot->initrd_bytes, boot->initrd);
}
