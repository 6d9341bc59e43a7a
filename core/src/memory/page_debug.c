/* SPDX-License-Identifier: BSD-3-Clause */
#include "page_debug.h"

#include <mote/page.h>
#include <mote/panic.h>
#include <stdint.h>

void mote_page_debug_check(const void *pages, size_t count)
{
	const uint64_t *word = pages;
	const uint64_t *end = word + count * (MOTE_PAGE_BYTES / sizeof(*word));

	for (; word < end; word++)
		if (*word != MOTE_PAGE_POISON * UINT64_C(0x0101010101010101))
			mote_panic("page: written after it was freed, at %p", (const void *)word);
}
