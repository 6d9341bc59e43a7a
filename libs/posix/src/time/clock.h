/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX's clocks and the core's time, for the other parts of libs/posix. */
#ifndef POSIX_CLOCK_H
#define POSIX_CLOCK_H

#include <mote/list.h>
#include <stdbool.h>
#include <stdint.h>
#include <time.h>

/* newlib shows these to programs that ask for extensions of GNU. */
#ifndef CLOCK_REALTIME_COARSE
#define CLOCK_REALTIME_COARSE ((clockid_t)0)
#define CLOCK_MONOTONIC_RAW ((clockid_t)5)
#define CLOCK_MONOTONIC_COARSE ((clockid_t)6)
#define CLOCK_BOOTTIME ((clockid_t)7)
#define CLOCK_REALTIME_ALARM ((clockid_t)8)
#define CLOCK_BOOTTIME_ALARM ((clockid_t)9)
#endif

/* What a clock tells. */
enum mote_clock_kind {
	MOTE_CLOCK_WALL,
	MOTE_CLOCK_MONOTONIC,
	MOTE_CLOCK_CPU,
	MOTE_CLOCK_NONE, /* it isn't a clock */
};

/* Any context. */
enum mote_clock_kind mote_clock_kind(clockid_t clock);

/* Whether TIME has nanoseconds of less than a second. */
static inline bool mote_timespec_is_valid(const struct timespec *time)
{
	return (unsigned long)time->tv_nsec < 1000000000ul;
}

/* TIME in nanoseconds: 0 where it is negative, UINT64_MAX where that is too many. */
uint64_t mote_timespec_nanoseconds(const struct timespec *time);

/* NANOSECONDS as a struct timespec. */
struct timespec mote_nanoseconds_timespec(uint64_t nanoseconds);

/*
 * Stores what CLOCK says, in nanoseconds. Returns 0, or -EINVAL for a clock that isn't one. Thread context.
 */
int mote_clock_read(clockid_t clock, uint64_t *nanoseconds);

/*
 * Stores the deadline of the core's clock at which CLOCK will say TIME, as it stands now. Returns 0,
 * -EINVAL for an invalid TIME or a clock that no wait can be timed by. Thread context.
 */
int mote_clock_deadline(clockid_t clock, const struct timespec *time, uint64_t *deadline);

/*
 * The wall clock in nanoseconds; where no device knows the time it began at 1970-01-01. Thread context, from
 * the second call on any.
 */
uint64_t mote_wall_nanoseconds(void);

/* Sets the wall clock and tells those who watch it. Thread context. */
void mote_wall_set(uint64_t nanoseconds);

/* Somebody whose deadline is a time of day. */
struct mote_wall_watch {
	struct mote_list link;
	void (*changed)(struct mote_wall_watch *watch);
};

/*
 * Has WATCH->changed() called each time that the wall clock is set, with interrupts masked; and no more. Any
 * context.
 */
void mote_wall_watch_add(struct mote_wall_watch *watch);
void mote_wall_watch_remove(struct mote_wall_watch *watch);

/*
 * How long the program has run, all threads together, or a thread of pthread_getcpuclockid(), in nanoseconds.
 * Returns 0, or -EINVAL where there is no such thread or run times aren't counted. Any context.
 */
int mote_cpu_clock_read(clockid_t clock, uint64_t *nanoseconds);

/* Has the process's clock go on from NANOSECONDS. Returns 0, or -EINVAL for other clocks. Thread context. */
int mote_cpu_clock_set(clockid_t clock, uint64_t nanoseconds);

#endif
