/* SPDX-License-Identifier: BSD-3-Clause */
#include <mote/bench.h>
#include <mote/heap.h>
#include <mote/page.h>

MOTE_BENCH(heap_64, "heap: allocate and free 64 bytes")
{
	while (mote_bench_more(bench)) {
		mote_bench_begin(bench);
		mote_heap_free(mote_heap_alloc(64));
		mote_bench_end(bench);
	}
}

/* Sizes as programs ask for them: mostly small, now and then some pages. A fixed sequence. */
static size_t mixed_size(uint32_t *state)
{
	*state = *state * 1664525 + 1013904223;
	return *state >> 28 ? 1 + (*state >> 8) % 512 : 1 + (*state >> 8) % 16384;
}

MOTE_BENCH(heap_mixed, "heap: free one of 64 blocks and allocate another, mixed sizes")
{
	static void *blocks[64];
	uint32_t state = 1;

	for (unsigned i = 0; i < 64; i++)
		blocks[i] = mote_heap_alloc(mixed_size(&state));
	while (mote_bench_more(bench)) {
		void **block = &blocks[bench->count % 64];
		size_t bytes = mixed_size(&state);

		mote_bench_begin(bench);
		mote_heap_free(*block);
		*block = mote_heap_alloc(bytes);
		mote_bench_end(bench);
	}
	for (unsigned i = 0; i < 64; i++)
		mote_heap_free(blocks[i]);
}

MOTE_BENCH(page, "pages: allocate and free one")
{
	while (mote_bench_more(bench)) {
		mote_bench_begin(bench);
		mote_page_free(mote_page_alloc(1), 1);
		mote_bench_end(bench);
	}
}
