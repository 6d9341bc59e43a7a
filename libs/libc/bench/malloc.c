/* SPDX-License-Identifier: BSD-3-Clause */
#include <mote/bench.h>
#include <stdlib.h>

MOTE_BENCH(malloc_64, "malloc: allocate and free 64 bytes")
{
	while (mote_bench_more(bench)) {
		void *volatile memory;

		mote_bench_begin(bench);
		memory = malloc(64);
		free(memory);
		mote_bench_end(bench);
	}
}
