/* SPDX-License-Identifier: BSD-3-Clause */
#include <mote/bench.h>
#include <mote/format.h>

MOTE_TABLE_DEFINE(struct mote_bench_entry, bench);

static struct mote_bench bench;

/* The samples are few and often sorted already, which insertion likes. */
static void sort(uint64_t *samples, unsigned count)
{
	for (unsigned i = 1; i < count; i++) {
		uint64_t sample = samples[i];
		unsigned at = i;

		for (; at > 0 && samples[at - 1] > sample; at--)
			samples[at] = samples[at - 1];
		samples[at] = sample;
	}
}

static uint64_t sample_at(unsigned percent)
{
	return bench.samples[(uint64_t)(bench.count - 1) * percent / 100];
}

/* What a sample of nothing takes. */
static uint64_t measure_overhead(void)
{
	bench.count = 0;
	while (mote_bench_more(&bench)) {
		mote_bench_begin(&bench);
		mote_bench_end(&bench);
	}
	sort(bench.samples, bench.count);
	return sample_at(0);
}

void mote_bench_report(const char *id, uint64_t median, uint64_t p99, const char *text)
{
	mote_print("bench: %s %lu %lu %s\n", id, median, p99, text);
}

void mote_bench_run_all(void)
{
	const struct mote_bench_entry *entry;
	uint64_t overhead = measure_overhead();

	MOTE_TABLE_FOREACH(entry, bench) {
		bench.count = 0;
		entry->run(&bench);
		/* One without samples has reported by itself. */
		if (!bench.count)
			continue;
		sort(bench.samples, bench.count);
		mote_bench_report(entry->id, sample_at(50) - overhead, sample_at(99) - overhead,
				  entry->text);
	}
}
