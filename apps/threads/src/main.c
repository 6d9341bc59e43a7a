/* SPDX-License-Identifier: BSD-3-Clause */
#include <mote/clock.h>
#include <mote/format.h>

#include "show.h"

int main(void)
{
	int failed = 0;

	mote_print("Threads on one processor, by the clock %s.\n", mote_clock_name());
	failed += demonstrate_preemption();
	failed += demonstrate_inheritance();
	failed += demonstrate_bounded_buffer();
	return failed != 0;
}
