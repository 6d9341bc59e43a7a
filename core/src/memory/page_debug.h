/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * CONFIG_PAGE_DEBUG: free pages are full of poison, so that who still writes to them is noticed when
 * they are allocated again. Without it these do nothing.
 */
#ifndef CORE_PAGE_DEBUG_H
#define CORE_PAGE_DEBUG_H

#include <config/PAGE_DEBUG.h>
#include <mote/string.h>
#include <stddef.h>

#define MOTE_PAGE_POISON 0xdf

/* Fills BYTES bytes of a free page. */
static inline void mote_page_debug_poison(void *memory, size_t bytes)
{
	if (CONFIG_PAGE_DEBUG)
		memset(memory, MOTE_PAGE_POISON, bytes);
}

/* Panics where one of COUNT pages that were free till now isn't full of poison any more. */
void mote_page_debug_check(const void *pages, size_t count);

#endif
