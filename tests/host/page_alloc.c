/* SPDX-License-Identifier: BSD-3-Clause */
#include "page_model.h"

static void maps_only_what_is_needed(void **state)
{
	size_t before;

	(void)state;
	clear_machine();
	add(0, PAGES, 3);
	start();
	before = model_free;
	assert_int_equal(before, PAGES - 1);
	own(mote_page_alloc(1), 1, 1);
	assert_true(model[511].is_mapped);
	assert_false(model[512].is_mapped);
	/* As much as it takes. */
	own(mote_page_alloc(512), 512, 2);
	assert_true(model[1023].is_mapped);
	assert_false(model[1024].is_mapped);
	/* What can't be had is not mapped for. */
	assert_null(mote_page_alloc(1025));
	assert_false(model[1024].is_mapped);
	release_all();
	assert_int_equal(model_free, before);
}

static void ranges_that_touch_are_one(void **state)
{
	(void)state;
	clear_machine();
	add(0, 600, 600);
	add(600, 1100, 500);
	add(1100, 1200, 0);
	add(1300, PAGES, 0);
	swap_ranges(0, 2);
	start();
	assert_int_equal(model_ranges, 2);
	/* It crosses what was a border. */
	own(mote_page_alloc(512), 512, 1);
	assert_int_equal(model[600].owner, 1);
	release_all();
}

static void goes_on_when_mapping_fails(void **state)
{
	(void)state;
	clear_machine();
	add(0, PAGES, 1);
	start();
	populate_fails = 1;
	assert_null(mote_page_alloc(1));
	assert_int_equal(mote_page_statistics().free, model_free);
	take_all();
	release_all();
}

/* With all pages free it gets the largest block again, kept runs or not. */
static void keeps_no_run_from_merging(void **state)
{
	(void)state;
	clear_machine();
	add(0, 1024, 1024);
	start();
	take_all();
	for (size_t page = 1023; page >= 1; page--)
		release_pages(page, 1);
	own(mote_page_alloc(512), 512, 1);
	release_all();
}

static void refuses_what_is_not_its_own(void **state)
{
	unsigned char *run;

	(void)state;
	clear_machine();
	add(10, 600, 600 - 10);
	start();
	run = mote_page_alloc(4);
	assert_not_freed(run + 16, 1, "not the page allocator's");
	/* Its own page, before and behind the range, and what nobody has allocated yet. */
	assert_not_freed(memory[10], 1, "not the page allocator's");
	assert_not_freed(memory[10], 3, "not the page allocator's");
	assert_not_freed(memory[9], 1, "not the page allocator's");
	assert_not_freed(memory[600], 1, "not the page allocator's");
	assert_not_freed(memory[590], 11, "not the page allocator's");
	assert_not_freed(memory[20], SIZE_MAX, "not the page allocator's");
	assert_not_freed(NULL, 1, "not the page allocator's");
	assert_null(mote_page_alloc(0));
	assert_null(mote_page_alloc(SIZE_MAX));
	mote_page_free(run, 4);
}

static void does_without_memory(void **state)
{
	(void)state;
	clear_machine();
	start();
	assert_null(mote_page_alloc(1));
	/* A range that is too small for the allocator's own page and another. */
	clear_machine();
	add(3, 4, 1);
	model_ranges = 0;
	start();
	assert_null(mote_page_alloc(1));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		UNIT_TEST(agrees_with_the_model, "pages: random machines agree with a model"),
		UNIT_TEST(maps_only_what_is_needed, "pages: memory is mapped when it is needed"),
		UNIT_TEST(ranges_that_touch_are_one, "pages: ranges that touch are one"),
		UNIT_TEST(goes_on_when_mapping_fails, "pages: mapping may fail, and work later"),
		UNIT_TEST(keeps_no_run_from_merging, "pages: kept runs merge when they must"),
		UNIT_TEST(refuses_what_is_not_its_own, "pages: refuses what isn't its own"),
		UNIT_TEST(does_without_memory, "pages: a machine without memory"),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
