/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Benchmarks. A module measures itself like this:
 *
 *	MOTE_BENCH(heap_64, "heap: allocate and free 64 bytes")
 *	{
 *		while (mote_bench_more(bench)) {
 *			mote_bench_begin(bench);
 *			mote_heap_free(mote_heap_alloc(64));
 *			mote_bench_end(bench);
 *		}
 *	}
 *
 * The unit is that of mote/arch/stamp.h: instructions, when make bench runs it. What measuring
 * itself costs is taken off.
 */
#ifndef MOTE_BENCH_H
#define MOTE_BENCH_H

#include <mote/arch/stamp.h>
#include <mote/table.h>
#include <stdbool.h>
#include <stdint.h>

#define MOTE_BENCH_SAMPLES 512

struct mote_bench {
	uint64_t begin;
	unsigned count;
	uint64_t samples[MOTE_BENCH_SAMPLES];
};

struct mote_bench_entry {
	const char *id;	  /* for budgets: "heap_64" */
	const char *text; /* for people */
	void (*run)(struct mote_bench *bench);
};

#define MOTE_BENCH(name, description)                                                              \
	static void mote_bench_run_##name(struct mote_bench *bench);                               \
	MOTE_TABLE_ENTRY(struct mote_bench_entry, bench, #name, mote_bench_##name) = {             \
		.id = #name, .text = description, .run = mote_bench_run_##name};                   \
	static void mote_bench_run_##name(struct mote_bench *bench)

/* Whether another sample is wanted. */
static inline bool mote_bench_more(const struct mote_bench *bench)
{
	return bench->count < MOTE_BENCH_SAMPLES;
}

/* Begins a sample. */
static inline void mote_bench_begin(struct mote_bench *bench)
{
	bench->begin = mote_arch_stamp();
}

/* Ends a sample. */
static inline void mote_bench_end(struct mote_bench *bench)
{
	uint64_t end = mote_arch_stamp();

	bench->samples[bench->count++] = end - bench->begin;
}

/*
 * Runs all benchmarks of the image, one after the other, and prints a line for each:
 * "bench: ID median 99th-percentile TEXT". Thread context.
 */
void mote_bench_run_all(void);

/*
 * Prints such a line for one figure that was found otherwise; a benchmark that takes no samples calls
 * it. Thread context.
 */
void mote_bench_report(const char *id, uint64_t median, uint64_t p99, const char *text);

#endif
