/* SPDX-License-Identifier: BSD-3-Clause */
/* The hypervisor's memory map, which may be anything, against a model that knows each page. */
#include "../../platforms/pvh/src/memory_map.h"

#include <mote/test_random.h>
#include <stdbool.h>
#include <string.h>
#include <unit.h>

#define PAGE 4096ULL
#define PAGES 200
#define RESERVED 2

/* The image, as the linker script marks it. */
char mote_image_begin[3 * PAGE] __attribute__((aligned(4096)));
__asm__(".globl mote_image_end; .set mote_image_end, mote_image_begin + 3 * 4096");

static void assert_ranges(const struct mote_boot_info *boot, const struct mote_memory_range *ranges,
			  size_t count)
{
	assert_int_equal(boot->range_count, count);
	for (size_t i = 0; i < count; i++) {
		assert_int_equal(boot->ranges[i].begin, ranges[i].begin);
		assert_int_equal(boot->ranges[i].end, ranges[i].end);
	}
}

static void reads_the_map_of_a_pc(void **state)
{
	/* clang-format off */
	static const struct start_info_memmap_entry entries[] = {
		{0, 0x9fc00, MEMMAP_TYPE_RAM, 0},
		{0x9fc00, 0x400, RESERVED, 0},
		{0xf0000, 0x10000, RESERVED, 0},
		{0x100000, 0x3ee0000, MEMMAP_TYPE_RAM, 0},
		{0x3fe0000, 0x20000, RESERVED, 0},
		{0, 0, 0, 0},
	};
	/* clang-format on */
	static const struct mote_memory_range ranges[] = {{PAGE, 0x9f000}, {0x100000, 0x3fe0000}};
	struct mote_boot_info boot = {0};

	(void)state;
	mote_pvh_memory_read(&boot, entries, 6);
	assert_ranges(&boot, ranges, 2);
}

static void leaves_out_the_image(void **state)
{
	uintptr_t image = (uintptr_t)mote_image_begin;
	struct start_info_memmap_entry entry = {image - 2 * PAGE, 9 * PAGE, MEMMAP_TYPE_RAM, 0};
	struct mote_memory_range ranges[] = {{image - 2 * PAGE, image},
					     {image + 3 * PAGE, image + 7 * PAGE}};
	struct mote_boot_info boot = {0};

	(void)state;
	mote_pvh_memory_read(&boot, &entry, 1);
	assert_ranges(&boot, ranges, 2);
}

static void ignores_what_makes_no_sense(void **state)
{
	static const struct start_info_memmap_entry entries[] = {
		{0x10000, ~0ULL, MEMMAP_TYPE_RAM, 0},	  /* wraps around */
		{~0ULL - PAGE, PAGE, MEMMAP_TYPE_RAM, 0}, /* beyond any processor's addresses */
		{1ULL << 52, PAGE, MEMMAP_TYPE_RAM, 0},	  /* just beyond */
		{0x5001, 0xffe, MEMMAP_TYPE_RAM, 0},	  /* no whole page */
		{0x8000, 0, RESERVED, 0},		  /* empty */
		{0x7000, 0x3000, MEMMAP_TYPE_RAM, 0},	  /* the only one that counts */
	};
	static const struct mote_memory_range ranges[] = {{0x7000, 0xa000}};
	struct mote_boot_info boot = {0};

	(void)state;
	mote_pvh_memory_read(&boot, entries, 6);
	assert_ranges(&boot, ranges, 1);
}

static void takes_no_more_ranges_than_there_is_room_for(void **state)
{
	struct start_info_memmap_entry entries[2 * MOTE_BOOT_RANGES_MAX];
	struct mote_boot_info boot = {0};

	(void)state;
	for (size_t i = 0; i < 2 * MOTE_BOOT_RANGES_MAX; i++)
		entries[i] = (struct start_info_memmap_entry){(2 * i + 2) * PAGE, PAGE,
							      MEMMAP_TYPE_RAM, 0};
	mote_pvh_memory_read(&boot, entries, 2 * MOTE_BOOT_RANGES_MAX);
	assert_int_equal(boot.range_count, MOTE_BOOT_RANGES_MAX);
}

static void mark(bool *usable, const struct start_info_memmap_entry *entry, bool value)
{
	for (uint64_t page = 0; page < PAGES; page++) {
		uint64_t begin = page * PAGE;
		uint64_t end = begin + PAGE;
		uint64_t entry_end = entry->addr + entry->size;

		if (!entry->size)
			continue;
		if (value && entry->addr <= begin && end <= entry_end)
			usable[page] = true;
		if (!value && entry->addr < end && begin < entry_end)
			usable[page] = false;
	}
}

static void assert_as_model(const struct mote_boot_info *boot, const bool *usable)
{
	unsigned char found[PAGES] = {0};

	for (size_t i = 0; i < boot->range_count; i++) {
		assert_int_equal(boot->ranges[i].begin % PAGE, 0);
		assert_true(boot->ranges[i].begin < boot->ranges[i].end);
		for (uint64_t at = boot->ranges[i].begin; at < boot->ranges[i].end; at += PAGE) {
			assert_true(at / PAGE < PAGES);
			found[at / PAGE]++;
		}
	}
	for (size_t page = 0; page < PAGES; page++)
		assert_int_equal(found[page], usable[page]);
}

static void read_at_random(uint64_t seed)
{
	struct start_info_memmap_entry entries[12];
	struct mote_boot_info boot = {0};
	bool usable[PAGES] = {false};
	uint64_t random = seed;
	size_t count = mote_test_random_below(&random, 13);
	uint64_t begin, bytes;

	for (size_t i = 0; i < count; i++) {
		begin = mote_test_random_below(&random, (PAGES - 40) * PAGE);
		bytes = mote_test_random_below(&random, 40 * PAGE);
		if (mote_test_random_below(&random, 2)) {
			begin &= -PAGE;
			bytes &= -PAGE;
		}
		entries[i] = (struct start_info_memmap_entry){
			begin, bytes, 1 + mote_test_random_below(&random, 3) / 2, 0};
	}
	for (size_t i = 0; i < count; i++)
		if (entries[i].type == MEMMAP_TYPE_RAM)
			mark(usable, &entries[i], true);
	for (size_t i = 0; i < count; i++)
		if (entries[i].type != MEMMAP_TYPE_RAM)
			mark(usable, &entries[i], false);
	usable[0] = false;

	mote_pvh_memory_read(&boot, entries, (uint32_t)count);
	assert_as_model(&boot, usable);

	/* Then a hole, as for an initrd. */
	begin = mote_test_random_below(&random, (PAGES - 40) * PAGE);
	bytes = 1 + mote_test_random_below(&random, 40 * PAGE);
	mark(usable, &(struct start_info_memmap_entry){begin, bytes, RESERVED, 0}, false);
	mote_pvh_memory_exclude(&boot, begin, begin + bytes);
	assert_as_model(&boot, usable);
}

static void agrees_with_the_model(void **state)
{
	(void)state;
	for (uint64_t seed = 1; seed <= 100 * UNIT_SEEDS; seed++) {
		if (seed % 100 == 1)
			print_message("# seeds from %lu on\n", seed);
		read_at_random(seed);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		UNIT_TEST(reads_the_map_of_a_pc, "memory map: that of a PC"),
		UNIT_TEST(leaves_out_the_image, "memory map: the image is left out"),
		UNIT_TEST(ignores_what_makes_no_sense,
			  "memory map: what makes no sense is ignored"),
		UNIT_TEST(takes_no_more_ranges_than_there_is_room_for,
			  "memory map: no more ranges than there is room for"),
		UNIT_TEST(agrees_with_the_model, "memory map: random maps agree with a model"),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
