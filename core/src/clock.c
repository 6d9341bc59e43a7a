/* SPDX-License-Identifier: BSD-3-Clause */
/* Which clock tells the time: the best that is there and makes sense. */
#define MOTE_LOG_NAME "clock"
#include <mote/clock.h>
#include <mote/log.h>
#include <mote/startup.h>
#include <stdbool.h>

#include "no_driver.h"
#include "seeded_fault.h"

MOTE_TABLE_DEFINE(struct mote_clock, clock);

/* A clock that stands still for so many readings is stuck: they take far longer than it may. */
#define PATIENCE 10000
/* No two readings in a row are so far apart. */
#define ABSURD_STEP (3600 * MOTE_NANOSECONDS_PER_SECOND)

static uint64_t no_time(void)
{
	return 0;
}

static const struct mote_clock no_clock = {.name = "none", .now = no_time};
static const struct mote_clock *clock = &no_clock;

uint64_t mote_clock_now(void)
{
	uint64_t now = clock->now();

	if (SEEDED(CLOCK_BACKWARDS) && now >> 14 & 1)
		now -= 20 * MOTE_NANOSECONDS_PER_MICROSECOND;
	return now;
}

const char *mote_clock_name(void)
{
	return clock->name;
}

/* Whether CANDIDATE moves, forwards and not absurdly far. */
static bool makes_sense(const struct mote_clock *candidate)
{
	uint64_t first = candidate->now();

	for (int patience = PATIENCE; patience; patience--) {
		uint64_t passed = candidate->now() - first;

		/* Backwards it is huge. */
		if (passed)
			return passed < ABSURD_STEP;
	}
	return false;
}

static bool works(const struct mote_clock *candidate)
{
	if (candidate->start() != 0)
		return false;
	if (makes_sense(candidate))
		return true;
	mote_log_warning("%s does not count as a clock does, and is not used", candidate->name);
	return false;
}

static int clock_start(void)
{
	const struct mote_clock *candidate = MOTE_TABLE_NEXT_BEST(NULL, clock);

	while (candidate && !works(candidate))
		candidate = MOTE_TABLE_NEXT_BEST(candidate, clock);
	if (!candidate)
		return mote_no_driver("clock");
	clock = candidate;
	mote_log_info("%s", clock->name);
	return 0;
}

MOTE_STARTUP(MOTE_STAGE_TIME, clock, "choosing a clock", clock_start, NULL);
