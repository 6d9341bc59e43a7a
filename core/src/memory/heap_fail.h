/* SPDX-License-Identifier: BSD-3-Clause */
/* Allocations that fail on purpose, with CONFIG_HEAP_FAIL; without it there are none. */
#ifndef CORE_HEAP_FAIL_H
#define CORE_HEAP_FAIL_H

#include <config/HEAP_FAIL.h>
#include <stdbool.h>

/* Counts an allocation; whether it is one that is to fail. */
bool mote_heap_fail_next(void);

static inline bool mote_heap_fails(void)
{
	return CONFIG_HEAP_FAIL && mote_heap_fail_next();
}

#endif
