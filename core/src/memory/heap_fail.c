/* SPDX-License-Identifier: BSD-3-Clause */
#include "heap_fail.h"

#include <config/COMMAND_LINE.h>
#include <mote/heap.h>
#include <mote/param.h>
#include <mote/spinlock.h>
#include <stdint.h>

static unsigned long fail_every; /* 0: none fails */
static unsigned long counted;
static struct mote_spinlock lock;

bool mote_heap_fail_next(void)
{
	unsigned long flags = mote_spin_lock_irqsave(&lock);
	bool fails = fail_every && ++counted % fail_every == 0;

	mote_spin_unlock_irqrestore_nowake(&lock, flags);
	return fails;
}

void mote_heap_fail_every(unsigned long number)
{
	unsigned long flags = mote_spin_lock_irqsave(&lock);

	fail_every = number;
	counted = 0;
	mote_spin_unlock_irqrestore_nowake(&lock, flags);
}

#if CONFIG_COMMAND_LINE
static int set_fail(const char *value)
{
	return mote_param_number(value, 0, UINT32_MAX, &fail_every);
}

MOTE_PARAM(heap_fail, "heap.fail", "0..4294967295",
	   "every so many allocations one fails; 0: none does", set_fail);
#endif
