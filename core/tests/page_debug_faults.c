/* SPDX-License-Identifier: BSD-3-Clause */
/* Misuse of page frames that CONFIG_PAGE_DEBUG finds. */
#include <mote/page.h>
#include <mote/test.h>

MOTE_FAULT(page_free_twice, "mote_page_free: 1 pages at * are free already")
{
	char *pages = mote_page_alloc(8);

	mote_page_free(pages, 8);
	mote_page_free(pages + 5 * MOTE_PAGE_BYTES, 1);
}

MOTE_FAULT(page_write_after_free, "page: written after it was freed, at *")
{
	char *page = mote_page_alloc(1);

	mote_page_free(page, 1);
	page[1000] = 0;
	while (mote_page_alloc(1))
		;
}
