/* SPDX-License-Identifier: BSD-3-Clause */
/* Page tables and addresses that are Xen's. */
#include <mote/boot.h>
#include <mote/page.h>
#include <mote/plat.h>
#include <mote/test.h>

#include "../src/start.h"

/* Neighbours under one entry of the page directory, which forbids execution until it is asked for. */
static char pages[2][MOTE_PAGE_BYTES] __attribute__((aligned(MOTE_PAGE_BYTES)));

MOTE_TEST(protect_execute, "protect: a page of data can be made code")
{
	pages[0][0] = '\xc3'; /* ret */
	MOTE_REQUIRE(mote_plat_protect(pages[0], MOTE_PAGE_BYTES, MOTE_PLAT_EXECUTE) == 0);
	((void (*)(void))pages[0])();
	MOTE_CHECK_EQUAL(mote_plat_protect(pages[0], MOTE_PAGE_BYTES, MOTE_PLAT_WRITE), 0);
	pages[0][0] = 0;
}

MOTE_FAULT(protect_execute_neighbour, "page fault: execution of *, not allowed there")
{
	pages[1][0] = '\xc3';
	mote_plat_protect(pages[0], MOTE_PAGE_BYTES, MOTE_PLAT_EXECUTE);
	((void (*)(void))pages[1])();
}

MOTE_TEST(protect_map, "protect: only pages of the domain can be mapped by their machine address")
{
	uint64_t machine = mote_plat_virt_to_device(mote_xenpv_start_info);

	MOTE_CHECK_EQUAL((uintptr_t)mote_plat_map(machine, 16, false),
			 (uintptr_t)mote_xenpv_start_info);
	MOTE_CHECK(!mote_plat_map(machine, 16, true));
	MOTE_CHECK(!mote_plat_map(machine + 8, MOTE_PAGE_BYTES, false));
	MOTE_CHECK(!mote_plat_map(0, 1, false));
	MOTE_CHECK(!mote_plat_map(UINT64_MAX, 1, false));
	MOTE_CHECK(!mote_plat_map(mote_xenpv_start_info->shared_info, 1, false));
}

MOTE_TEST(protect_device, "protect: devices know each page by another address than it has")
{
	char *page = mote_page_alloc(2);

	MOTE_REQUIRE(page);
	MOTE_CHECK_EQUAL(mote_plat_virt_to_device(page) % MOTE_PAGE_BYTES, 0);
	MOTE_CHECK_EQUAL(mote_plat_virt_to_device(page + 5), mote_plat_virt_to_device(page) + 5);
	MOTE_CHECK(mote_plat_virt_to_device(page) !=
		   mote_plat_virt_to_device(page + MOTE_PAGE_BYTES));
	mote_page_free(page, 2);
}

MOTE_TEST(protect_populate, "protect: what is mapped already may be asked for again")
{
	const struct mote_memory_range *range = &mote_boot_info()->ranges[0];

	MOTE_CHECK_EQUAL(mote_plat_populate(range->begin, range->mapped_end), 0);
	MOTE_CHECK_EQUAL(mote_boot_info()->range_count, 1);
}
