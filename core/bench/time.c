/* SPDX-License-Identifier: BSD-3-Clause */
#include <mote/bench.h>
#include <mote/clock.h>

MOTE_BENCH(clock_now, "clock: read the monotonic clock")
{
	while (mote_bench_more(bench)) {
		mote_bench_begin(bench);
		mote_clock_now();
		mote_bench_end(bench);
	}
}
