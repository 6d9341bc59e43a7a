/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Time. The monotonic clock counts nanoseconds from an arbitrary moment near the image's start and
 * never goes backwards; the wall clock says what time it is for people. Both are device classes:
 * drivers register a clock, the core picks the best one that is there and makes sense.
 */
#ifndef MOTE_CLOCK_H
#define MOTE_CLOCK_H

#include <mote/table.h>
#include <stdint.h>

#define MOTE_NANOSECONDS_PER_SECOND 1000000000ULL
#define MOTE_NANOSECONDS_PER_MILLISECOND 1000000ULL
#define MOTE_NANOSECONDS_PER_MICROSECOND 1000ULL

/* A deadline that never comes. */
#define MOTE_NEVER UINT64_MAX

struct mote_clock {
	const char *name;
	/* Prepares the clock. Returns 0, or -ENODEV where it isn't there or makes no sense. */
	int (*start)(void);
	/*
	 * Nanoseconds since any moment, the same one for ever. Never goes backwards, also where the
	 * clock's rate is found out more exactly later. Any context.
	 */
	uint64_t (*now)(void);
	unsigned rating; /* 1 or more; the highest that starts is taken */
};

#define MOTE_CLOCK(id) MOTE_TABLE_ENTRY(struct mote_clock, clock, #id, mote_clock_##id)

/* Monotonic nanoseconds, from MOTE_STAGE_TIME on. Any context. */
uint64_t mote_clock_now(void);

/* The name of the clock that mote_clock_now() reads. Any context. */
const char *mote_clock_name(void);

/* The deadline NANOSECONDS from now; MOTE_NEVER where that is beyond what the clock counts. */
static inline uint64_t mote_clock_after(uint64_t nanoseconds)
{
	uint64_t deadline;

	if (__builtin_add_overflow(mote_clock_now(), nanoseconds, &deadline))
		return MOTE_NEVER;
	return deadline;
}

struct mote_wall_clock {
	const char *name;
	/*
	 * Stores nanoseconds since 1970-01-01 00:00 UTC. Returns 0, -ENODEV where the device isn't
	 * there, -EIO where it gives no sensible date. Thread context.
	 */
	int (*read)(uint64_t *nanoseconds);
	unsigned rating; /* 1 or more */
};

#define MOTE_WALL_CLOCK(id)                                                                        \
	MOTE_TABLE_LAZY_ENTRY(struct mote_wall_clock, wall_clock, mote_wall_clock_##id)

/*
 * Stores nanoseconds since 1970-01-01 00:00 UTC. The device is read at the first call; from then on
 * the wall clock runs with the monotonic one. Returns 0 or -ENODEV where no device knows. Thread
 * context.
 */
int mote_wall_clock_now(uint64_t *nanoseconds);

/* Sets the wall clock for this image; no device is written. Thread context. */
void mote_wall_clock_set(uint64_t nanoseconds);

#endif
