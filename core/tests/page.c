/* SPDX-License-Identifier: BSD-3-Clause */
#include <mote/list.h>
#include <mote/page.h>
#include <mote/string.h>
#include <mote/test.h>
#include <mote/test_random.h>

static size_t free_pages(void)
{
	return mote_page_statistics().free;
}

MOTE_TEST(page_alloc, "page: runs of any length are aligned, writable, apart, and counted")
{
	size_t before = free_pages();
	char *runs[9];

	for (size_t i = 0; i < MOTE_ARRAY_SIZE(runs); i++) {
		runs[i] = mote_page_alloc(i + 1);
		MOTE_REQUIRE(runs[i]);
		MOTE_CHECK_EQUAL((uintptr_t)runs[i] % MOTE_PAGE_BYTES, 0);
		memset(runs[i], (int)i + 1, (i + 1) * MOTE_PAGE_BYTES);
	}
	MOTE_CHECK_EQUAL(before - free_pages(), 45);
	for (size_t i = 0; i < MOTE_ARRAY_SIZE(runs); i++) {
		MOTE_CHECK_EQUAL(runs[i][0], i + 1);
		MOTE_CHECK_EQUAL(runs[i][(i + 1) * MOTE_PAGE_BYTES - 1], i + 1);
		mote_page_free(runs[i], i + 1);
	}
	MOTE_CHECK_EQUAL(free_pages(), before);
}

MOTE_TEST(page_none, "page: no pages, and more than there are, give NULL")
{
	size_t before = free_pages();

	MOTE_CHECK(!mote_page_alloc(0));
	MOTE_CHECK(!mote_page_alloc(before + 1));
	MOTE_CHECK(!mote_page_alloc(SIZE_MAX));
	MOTE_CHECK(!mote_page_alloc(SIZE_MAX / 2));
	MOTE_CHECK_EQUAL(free_pages(), before);
}

MOTE_TEST(page_parts, "page: parts of an allocation may be freed and merge again")
{
	size_t before = free_pages();
	char *run = mote_page_alloc(8);

	MOTE_REQUIRE(run);
	mote_page_free(run + 2 * MOTE_PAGE_BYTES, 3);
	MOTE_CHECK_EQUAL(before - free_pages(), 5);
	mote_page_free(run, 2);
	mote_page_free(run + 5 * MOTE_PAGE_BYTES, 3);
	MOTE_CHECK_EQUAL(free_pages(), before);
	run = mote_page_alloc(8);
	MOTE_REQUIRE(run);
	mote_page_free(run, 8);
}

struct hoard {
	struct hoard *next;
	size_t pages;
};

/* Takes all pages, in runs as long as there are; so only the first page of each is ever touched. */
static struct hoard *take_everything(void)
{
	struct hoard *all = NULL;
	size_t pages = free_pages();

	while (pages) {
		struct hoard *run = mote_page_alloc(pages);

		if (!run) {
			pages /= 2;
			continue;
		}
		*run = (struct hoard){.next = all, .pages = pages};
		all = run;
	}
	return all;
}

static void give_back(struct hoard *all)
{
	while (all) {
		struct hoard *run = all;

		all = run->next;
		mote_page_free(run, run->pages);
	}
}

MOTE_TEST(page_exhaustion, "page: when all are taken there is NULL, and all come back as before")
{
	size_t before = free_pages();

	for (int round = 0; round < 2; round++) {
		struct hoard *all = take_everything();

		MOTE_CHECK_EQUAL(free_pages(), 0);
		MOTE_CHECK(!mote_page_alloc(1));
		give_back(all);
		MOTE_CHECK_EQUAL(free_pages(), before);
	}
}

#define SLOTS 16

MOTE_TEST(page_random, "page: a thousand random operations keep every allocation's content")
{
	struct {
		unsigned char *run;
		size_t pages;
	} slots[SLOTS] = {{NULL, 0}};
	size_t before = free_pages();
	uint64_t random = 20261121;

	for (int i = 0; i < 1000; i++) {
		unsigned at = mote_test_random_below(&random, SLOTS);
		unsigned char *run = slots[at].run;

		if (run) {
			MOTE_CHECK_EQUAL(run[0], at);
			MOTE_CHECK_EQUAL(run[slots[at].pages * MOTE_PAGE_BYTES - 1], at);
			mote_page_free(run, slots[at].pages);
			slots[at].run = NULL;
			continue;
		}
		slots[at].pages = 1 + mote_test_random_below(&random, 20);
		run = slots[at].run = mote_page_alloc(slots[at].pages);
		if (!run)
			continue;
		run[0] = run[slots[at].pages * MOTE_PAGE_BYTES - 1] = (unsigned char)at;
	}
	for (unsigned at = 0; at < SLOTS; at++)
		if (slots[at].run)
			mote_page_free(slots[at].run, slots[at].pages);
	MOTE_CHECK_EQUAL(free_pages(), before);
}

MOTE_TEST(page_extend, "page: an allocation grows into the pages behind it if they are free")
{
	size_t before = free_pages();
	char *run = mote_page_alloc(8);

	MOTE_REQUIRE(run);
	mote_page_free(run + 4 * MOTE_PAGE_BYTES, 4);
	MOTE_CHECK(mote_page_extend(run, 4, 3));
	MOTE_CHECK_EQUAL(before - free_pages(), 7);
	MOTE_CHECK(!mote_page_extend(run, 6, 1));
	MOTE_CHECK(!mote_page_extend(run, 4, SIZE_MAX / MOTE_PAGE_BYTES));
	MOTE_CHECK_EQUAL(before - free_pages(), 7);
	mote_page_free(run, 7);
	MOTE_CHECK_EQUAL(free_pages(), before);
}
