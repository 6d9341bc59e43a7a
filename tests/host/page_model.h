/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The page allocator on a machine of a few MiB, and random operations on it beside a model. What
 * isn't mapped is poisoned, so that the sanitizer sees who touches it. The sources are included, since
 * their state must begin anew with each machine.
 */
#ifndef PAGE_MODEL_H
#define PAGE_MODEL_H

#include "../../core/src/memory/buddy.c"
#include "../../core/src/memory/page_alloc.c"

#include <errno.h>
#include <mote/test_random.h>
#include <sanitizer/asan_interface.h>
#include <stdio.h>
#include <string.h>
#include <unit.h>

#define PAGES 1700
#define PHYS_BEGIN 0x100000
#define OPERATIONS 2000

static unsigned char memory[PAGES][MOTE_PAGE_BYTES] __attribute__((aligned(1 << 21)));

static struct {
	bool in_range;
	bool is_mapped;
	unsigned char owner; /* 0: free, or none of the allocator's */
} model[PAGES];

static struct mote_boot_info boot;
static size_t model_ranges; /* those that touch counted as one */
static size_t model_free;
static unsigned populate_fails;

const struct mote_boot_info *mote_boot_info(void)
{
	return &boot;
}

uint64_t mote_plat_virt_to_phys(const void *virt)
{
	return (const unsigned char *)virt - memory[0] + PHYS_BEGIN;
}

void *mote_plat_phys_to_virt(uint64_t phys)
{
	return memory[0] + (phys - PHYS_BEGIN);
}

static uint64_t phys_of(size_t page)
{
	return PHYS_BEGIN + page * MOTE_PAGE_BYTES;
}

static size_t number_of(uint64_t phys)
{
	assert_int_equal(phys % MOTE_PAGE_BYTES, 0);
	assert_in_range(phys, phys_of(0), phys_of(PAGES));
	return (phys - PHYS_BEGIN) / MOTE_PAGE_BYTES;
}

static void map(size_t page)
{
	model[page].is_mapped = true;
	ASAN_UNPOISON_MEMORY_REGION(memory[page], MOTE_PAGE_BYTES);
	memset(memory[page], 0xee, MOTE_PAGE_BYTES);
}

int mote_plat_populate(uint64_t begin, uint64_t end)
{
	assert_true(begin < end);
	if (populate_fails && populate_fails-- % 2)
		return -ENOMEM;
	for (size_t page = number_of(begin); page < number_of(end); page++) {
		assert_true(model[page].in_range);
		if (!model[page].is_mapped)
			map(page);
	}
	return 0;
}

/* cmocka takes it for an assertion that failed, which expect_assert_failure() waits for. */
void mote_panic(const char *format, ...)
{
	static char text[200];
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(text, sizeof(text), format, arguments);
	va_end(arguments);
	mock_assert(0, text, __FILE__, __LINE__);
	__builtin_unreachable();
}

static void assert_not_freed(void *pages, size_t count, const char *text)
{
	expect_assert_failure(mote_page_free(pages, count));
	if (!strstr(global_last_failed_assert, text))
		fail_msg("it said '%s'", global_last_failed_assert);
}

static void clear_machine(void)
{
	memset(model, 0, sizeof(model));
	memset(ranges, 0, sizeof(ranges));
	memset(kept, 0, sizeof(kept));
	memset(&boot, 0, sizeof(boot));
	ranges_end = ranges;
	statistics = (struct mote_page_statistics){0, 0};
	model_ranges = 0;
	populate_fails = 0;
	ASAN_POISON_MEMORY_REGION(memory, sizeof(memory));
}

/* Adds a range; of it MAPPED pages are mapped. */
static void add(size_t begin, size_t end, size_t mapped)
{
	bool touches = begin > 0 && model[begin - 1].in_range;

	boot.ranges[boot.range_count++] =
		(struct mote_memory_range){phys_of(begin), phys_of(end), phys_of(begin + mapped)};
	for (size_t page = begin; page < end; page++) {
		model[page].in_range = true;
		if (page < begin + mapped)
			map(page);
	}
	model_ranges += !touches;
}

static void swap_ranges(size_t one, size_t other)
{
	struct mote_memory_range range = boot.ranges[one];

	boot.ranges[one] = boot.ranges[other];
	boot.ranges[other] = range;
}

static void start(void)
{
	assert_int_equal(page_alloc_start(), 0);
	model_free = mote_page_statistics().free;
	assert_int_equal(mote_page_statistics().total, model_free);
	assert_int_equal(ranges_end - ranges, model_ranges);
}

/* A machine of some ranges of at least 20 pages, partly mapped, in any order. */
static void start_random(uint64_t *random)
{
	size_t begin = mote_test_random_below(random, 30);

	clear_machine();
	while (begin + 20 < PAGES && boot.range_count < 8) {
		size_t end = begin + 20 + mote_test_random_below(random, 600);

		if (end > PAGES)
			end = PAGES;
		add(begin, end, mote_test_random_below(random, end - begin + 1));
		begin = end +
			mote_test_random_below(random, 2) * mote_test_random_below(random, 50);
	}
	for (size_t i = 0; i < boot.range_count; i++)
		swap_ranges(i, mote_test_random_below(random, boot.range_count));
	start();
}

static void own(unsigned char *run, size_t count, unsigned char owner)
{
	size_t first = number_of(mote_plat_virt_to_phys(run));

	for (size_t page = first; page < first + count; page++) {
		assert_true(model[page].in_range);
		assert_int_equal(model[page].owner, 0);
		model[page].owner = owner;
		memset(memory[page], owner, MOTE_PAGE_BYTES);
	}
	model_free -= count;
	assert_int_equal(mote_page_statistics().free, model_free);
}

static void release_pages(size_t first, size_t count)
{
	for (size_t page = first; page < first + count; page++) {
		for (size_t i = 0; i < MOTE_PAGE_BYTES; i += 64)
			assert_int_equal(memory[page][i], model[page].owner);
		model[page].owner = 0;
	}
	mote_page_free(memory[first], count);
	model_free += count;
	assert_int_equal(mote_page_statistics().free, model_free);
}

static size_t owned_run(size_t first, size_t max)
{
	size_t count = 0;

	while (count < max && first + count < PAGES && model[first + count].owner)
		count++;
	return count;
}

static void release_all(void)
{
	for (size_t page = 0; page < PAGES; page++)
		if (model[page].owner)
			release_pages(page, owned_run(page, PAGES));
	assert_int_equal(model_free, mote_page_statistics().total);
}

static void extend(size_t page, uint64_t *random)
{
	size_t count = owned_run(page, 1 + mote_test_random_below(random, 5));
	size_t more = 1 + mote_test_random_below(random, 8);

	if (mote_page_extend(memory[page], count, more))
		own(memory[page + count], more, model[page].owner);
	else
		assert_int_equal(mote_page_statistics().free, model_free);
}

static void step(uint64_t *random)
{
	size_t page = mote_test_random_below(random, PAGES);
	size_t count = 1 +
		       mote_test_random_below(random, mote_test_random_below(random, 9) ? 9 : 90);
	unsigned char *run;

	if (model[page].owner && mote_test_random_below(random, 4) == 0) {
		extend(page, random);
	} else if (model[page].owner) {
		release_pages(page, owned_run(page, count));
	} else {
		run = mote_page_alloc(count);
		if (run)
			own(run, count, 1 + mote_test_random_below(random, 255));
	}
}

/* Takes all pages one by one: none may be missing. */
static void take_all(void)
{
	unsigned char *page;

	while ((page = mote_page_alloc(1)))
		own(page, 1, 0x5a);
	assert_int_equal(model_free, 0);
}

static void agrees_with_the_model(void **state)
{
	(void)state;
	for (uint64_t seed = 1; seed <= UNIT_SEEDS; seed++) {
		uint64_t random = seed;

		print_message("# seed %lu\n", seed);
		start_random(&random);
		populate_fails = seed % 4 ? 0 : 30;
		for (int i = 0; i < OPERATIONS; i++)
			step(&random);
		populate_fails = 0;
		take_all();
		release_all();
	}
}

#endif
