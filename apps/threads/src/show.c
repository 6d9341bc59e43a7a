/* SPDX-License-Identifier: BSD-3-Clause */
#include "show.h"

#include <mote/clock.h>
#include <mote/format.h>

void show_heading(const char *name, const char *sentence)
{
	mote_print("\n%s\n  %s\n\n", name, sentence);
}

void show_bar(uint64_t part, uint64_t whole, unsigned width)
{
	unsigned filled = whole ? part * width / whole : 0;

	for (unsigned at = 0; at < width; at++)
		mote_print("%c", at < filled ? '#' : '.');
}

unsigned show_milliseconds(void)
{
	static uint64_t begin;
	uint64_t now = mote_clock_now();

	if (!begin)
		begin = now;
	return (now - begin) / MOTE_NANOSECONDS_PER_MILLISECOND;
}

void spin_milliseconds(unsigned milliseconds)
{
	uint64_t end = mote_clock_after(milliseconds * MOTE_NANOSECONDS_PER_MILLISECOND);

	while (mote_clock_now() < end)
		;
}
