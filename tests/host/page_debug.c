/* SPDX-License-Identifier: BSD-3-Clause */
/* The page allocator with CONFIG_PAGE_DEBUG: the same model, and what it finds. */
#define CONFIG_PAGE_DEBUG 1
#include "../../core/src/memory/page_debug.c"
#include "page_model.h"

static void start_one_range(void)
{
	clear_machine();
	add(0, PAGES, 600);
	start();
}

static void finds_each_second_free(void **state)
{
	unsigned char *run;

	(void)state;
	start_one_range();
	for (size_t count = 1; count < 40; count++) {
		run = mote_page_alloc(count);
		assert_non_null(run);
		mote_page_free(run, count);
		for (size_t first = 0; first < count; first++)
			assert_not_freed(run + first * MOTE_PAGE_BYTES, 1, "are free already");
		assert_not_freed(run, count, "are free already");
	}
	/* In part. */
	run = mote_page_alloc(8);
	mote_page_free(run + 5 * MOTE_PAGE_BYTES, 1);
	assert_not_freed(run, 8, "are free already");
	mote_page_free(run, 5);
	mote_page_free(run + 6 * MOTE_PAGE_BYTES, 2);
}

static void finds_writes_after_the_free(void **state)
{
	unsigned char *run;

	(void)state;
	start_one_range();
	/* Beside the links of free blocks, in which the first 24 bytes of a page may lie. */
	for (size_t at = 24; at < 4 * MOTE_PAGE_BYTES; at += 61) {
		run = mote_page_alloc(4);
		mote_page_free(run, 4);
		run[at] ^= 1;
		expect_assert_failure(mote_page_alloc(4));
		if (!strstr(global_last_failed_assert, "written after it was freed"))
			fail_msg("it said '%s'", global_last_failed_assert);
		run[at] ^= 1;
		mote_page_free(run, 4);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		UNIT_TEST(agrees_with_the_model,
			  "page debugging: random machines agree with a model"),
		UNIT_TEST(finds_each_second_free, "page debugging: finds what is freed twice"),
		UNIT_TEST(finds_writes_after_the_free,
			  "page debugging: finds writes after the free"),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
