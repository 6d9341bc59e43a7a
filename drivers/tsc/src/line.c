/* SPDX-License-Identifier: BSD-3-Clause */
#include "line.h"

#include <mote/spinlock.h>
#include <stddef.h>

#include "rate.h"
#include "registers.h"

struct tsc_line mote_tsc_line;

static uint64_t (*look)(bool is_set_back);
static struct mote_spinlock lock;

void mote_tsc_begin(uint64_t tsc, uint64_t multiplier, uint64_t span,
		    uint64_t (*look_function)(bool is_set_back))
{
	mote_tsc_line = (struct tsc_line){tsc, multiplier, tsc, span};
	look = look_function;
}

/* Returns the counter's value from which the time is to be told. */
static uint64_t look_at_line(void)
{
	unsigned long flags = mote_spin_lock_irqsave(&lock);
	struct tsc_line *line = &mote_tsc_line;
	uint64_t tsc = read_tsc();
	bool is_set_back = (int64_t)(tsc - line->window) < 0;
	uint64_t span = TSC_SPAN_MAX;

	/* Unless an interrupt has done so before. */
	if (tsc - line->window >= line->span) {
		/* What time has passed nobody knows. Nobody was told more than the line's end. */
		if (is_set_back)
			line->origin += tsc - (line->window + line->span);
		line->window = tsc;
		if (look)
			span = look(is_set_back);
		line->span = span < TSC_SPAN_MAX ? span : TSC_SPAN_MAX;
	}
	mote_spin_unlock_irqrestore(&lock, flags);
	return tsc;
}

uint64_t mote_tsc_now(void)
{
	uint64_t tsc = read_tsc();

	/* Where the counter is set back the difference is huge. */
	if (tsc - mote_tsc_line.window >= mote_tsc_line.span)
		tsc = look_at_line();
	return mote_tsc_scale(tsc - mote_tsc_line.origin, mote_tsc_line.multiplier);
}
