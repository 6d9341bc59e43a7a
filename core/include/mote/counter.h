/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The counter device class: devices that count at a known rate, by which a clock whose rate is not
 * known is measured. They are slow to read and may be narrow; nobody tells the time by them alone.
 */
#ifndef MOTE_COUNTER_H
#define MOTE_COUNTER_H

#include <mote/table.h>
#include <stdbool.h>
#include <stdint.h>

struct mote_counter_range {
	uint64_t hertz; /* how often it counts in a second; less than 2^32 */
	uint64_t mask;	/* the highest count, all ones; 0 comes behind it */
};

struct mote_counter {
	const char *name;
	/*
	 * Sees to it that it counts. Returns 0 and fills RANGE, the mask below 2^32, or -ENODEV.
	 * Thread context.
	 */
	int (*start)(struct mote_counter_range *range);
	/* The count, upwards. Interrupts are masked. Any context. */
	uint64_t (*read)(void);
	unsigned rating; /* 1 or more; those of the highest ratings that start are used */
	bool transient;	 /* it may be wanted for something else soon and count wrong then */
};

#define MOTE_COUNTER(id) MOTE_TABLE_ENTRY(struct mote_counter, counter, #id, mote_counter_##id)

/* A counter as a clock of its own, for drivers of counters that are quick enough to read. */
struct mote_counter_clock {
	struct mote_counter_range range;
	uint64_t (*read)(void);
	uint64_t multiplier; /* nanoseconds a count, 32 bits of it behind the point */
	uint64_t total;	     /* how far it has got when it was last read */
};

/*
 * Begins CLOCK; its counter counts already, and range and read are set. Thread context.
 */
void mote_counter_clock_start(struct mote_counter_clock *clock);

/*
 * Nanoseconds since some moment before the start. It must be read again before the counter has begun anew twice. Any
 * context.
 */
uint64_t mote_counter_clock_now(struct mote_counter_clock *clock);

#endif
