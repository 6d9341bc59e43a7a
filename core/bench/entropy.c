/* SPDX-License-Identifier: BSD-3-Clause */
#include <mote/bench.h>
#include <mote/entropy.h>

MOTE_BENCH(random_32, "entropy: 32 random bytes")
{
	char bytes[32];

	while (mote_bench_more(bench)) {
		mote_bench_begin(bench);
		mote_random(bytes, sizeof(bytes));
		mote_bench_end(bench);
	}
}
