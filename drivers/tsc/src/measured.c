/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The time stamp counter whose rate nobody tells: measured against counters of known rate.
 *
 * At start only a pair of readings is noted. Who reads the clock later finds that some time has
 * passed, and what is known of the rate becomes narrower; again whenever eight times as much has
 * passed, until it is known to a millionth. The first time is after some microseconds.
 *
 * Two counters are used where they are there. One that contradicts what is known is left out for
 * good: one that stands still, that lies, or that somebody else has begun to use.
 */
#define MOTE_LOG_NAME "tsc"
#include <mote/clock.h>
#include <mote/counter.h>
#include <mote/errno.h>
#include <mote/log.h>
#include <mote/panic.h>
#include <stddef.h>

#include "line.h"
#include "rate.h"
#include "registers.h"

MOTE_TABLE_DEFINE(struct mote_counter, counter);

/* The next measurement comes when this times as much has passed, as a power of two. */
#define GROWTH_SHIFT 3
/* The first one comes after so many ticks: 10 us at the slowest rate. */
#define FIRST_TICKS 2500
/* Known well enough: to a part of 2^-20, about a millionth. */
#define FINAL_SHIFT 20
/* Where so many ticks, 4 ms at the most, pass before the first measurement, it waits for a result */
#define HURRY 1000000
/* that is good to this part, an eighth. */
#define USABLE_SHIFT 3
/* One reading in a row may be disturbed by the hypervisor; both hardly. */
#define ATTEMPTS 2
/* A counter that is the same for so many readings stands still: each takes longer than 10 ns. */
#define PATIENCE 1000

#define REFERENCES 2

struct reference {
	const struct mote_counter *counter;
	struct mote_counter_range range;
	struct tsc_sample base;
};

/* Those of the highest ratings, the highest first. */
static struct reference references[REFERENCES];
static unsigned reference_count;

static struct tsc_rate known = {TSC_FASTEST, TSC_SLOWEST};

static void sample(const struct mote_counter *counter, struct tsc_sample *best)
{
	best->window = UINT64_MAX;
	for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
		uint64_t before = read_tsc();
		uint64_t count = counter->read();
		uint64_t window = read_tsc() - before;

		if (window < best->window)
			*best = (struct tsc_sample){count, before + window / 2, window};
	}
}

static void warn(const struct mote_counter *counter)
{
	mote_log_warning("the %s counts wrong and is left out", counter->name);
}

static void drop(struct reference *reference)
{
	/* That a transient one is wanted for something else is no news. */
	if (!reference->counter->transient)
		warn(reference->counter);
	*reference = references[REFERENCES - 1];
	reference_count--;
}

/* Narrows RATE. Returns false where the counter contradicts it. */
static bool measure(struct reference *reference, struct tsc_rate *rate)
{
	struct tsc_sample now;
	enum tsc_measurement result;

	sample(reference->counter, &now);
	result = mote_tsc_measure(&reference->range, &reference->base, &now, rate);
	if (result == TSC_UNRESOLVED)
		reference->base = now;
	return result != TSC_ABSURD;
}

/* The first one measures; the second one must agree, and if it lies has spoilt nothing. */
static void measure_all(void)
{
	struct tsc_rate copy;

	while (reference_count && !measure(&references[0], &known))
		drop(&references[0]);
	copy = known;
	if (reference_count == REFERENCES && !measure(&references[1], &copy))
		drop(&references[1]);
}

static bool is_known_to(unsigned shift)
{
	return known.high - known.low <= known.low >> shift;
}

static uint64_t measure_line(bool is_set_back)
{
	uint64_t tsc = mote_tsc_line.window;

	if (!reference_count)
		return TSC_SPAN_MAX;
	if (is_set_back)
		for (unsigned i = 0; i < reference_count; i++)
			sample(references[i].counter, &references[i].base);
	do
		measure_all();
	while (reference_count && tsc - mote_tsc_line.origin > HURRY && !is_known_to(USABLE_SHIFT));
	if (!reference_count && !is_known_to(0))
		mote_panic("no counter tells the rate of the time stamp counter");
	if (is_known_to(FINAL_SHIFT))
		reference_count = 0;
	/* From then on it stays what it is, most likely. */
	mote_tsc_line.multiplier = reference_count ? known.low
						   : known.low + (known.high - known.low) / 2;
	return (read_tsc() - references[0].base.tsc) << GROWTH_SHIFT;
}

/*
 * Whether the counter counts at all: a bus on which nobody is reads as ones. Of the second one that
 * is seen by the first.
 */
static bool counts(const struct mote_counter *counter)
{
	uint64_t first = counter->read();

	for (int patience = PATIENCE; patience; patience--)
		if (counter->read() != first)
			return true;
	warn(counter);
	return false;
}

static void find_references(void)
{
	const struct mote_counter *counter = NULL;

	while (reference_count < REFERENCES &&
	       (counter = MOTE_TABLE_NEXT_BEST(counter, counter)) != NULL) {
		struct reference *reference = &references[reference_count];

		if (counter->start(&reference->range) != 0 ||
		    (!reference_count && !counts(counter)))
			continue;
		reference->counter = counter;
		sample(counter, &reference->base);
		reference_count++;
	}
}

static int measured_start(void)
{
	find_references();
	if (!reference_count)
		return -ENODEV;
	mote_tsc_begin(references[0].base.tsc, known.low, FIRST_TICKS, measure_line);
	return 0;
}

MOTE_CLOCK(tsc_measured) = {
	.name = "TSC",
	.start = measured_start,
	.now = mote_tsc_now,
	.rating = 300,
};
