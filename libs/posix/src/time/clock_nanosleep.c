/* SPDX-License-Identifier: BSD-3-Clause */
/* Sleeping, for a time or until one. */
#include <errno.h>
#include <mote/clock.h>
#include <mote/wait.h>
#include <unistd.h>

#include "../error.h"
#include "../signal/state.h"
#include "../wait.h"
#include "clock.h"
#include "sleep.h"

/* Who sleeps until a time of day looks again when that is set. The signals' lock guards it. */
static struct mote_wait_queue wall_sleepers = MOTE_WAIT_QUEUE_INIT(wall_sleepers, "a time of day");
static unsigned times_set;

static void wake_sleepers(struct mote_wall_watch *watch)
{
	unsigned long flags = mote_spin_lock_irqsave(&mote_signal_lock);

	(void)watch;
	times_set++;
	mote_wake_all(&wall_sleepers);
	mote_spin_unlock_irqrestore(&mote_signal_lock, flags);
}

static struct mote_wall_watch watch = {.changed = wake_sleepers};

/*
 * Waits in QUEUE until DEADLINE. Returns 0 when it has come, 1 where the time of day was set since it had been
 * *SEEN times, -EINTR where a handler has run since there were BEFORE of them.
 */
static int wait_until(struct mote_wait_queue *queue, uint64_t deadline, unsigned before,
		      const unsigned *seen)
{
	struct mote_signal_thread *signals = &mote_pthread.signals;
	enum mote_wait_result result = MOTE_WAIT_INTERRUPTED;
	unsigned long flags = mote_spin_lock_irqsave(&mote_signal_lock);
	bool is_set = false;

	while (result == MOTE_WAIT_INTERRUPTED && signals->handled == before) {
		is_set = seen && *seen != times_set;
		if (is_set)
			break;
		result = mote_wait_until(queue, &mote_signal_lock, &flags, deadline);
		if (result != MOTE_WAIT_INTERRUPTED)
			break;
		mote_spin_unlock_irqrestore(&mote_signal_lock, flags);
		mote_posix_interrupted_once();
		flags = mote_spin_lock_irqsave(&mote_signal_lock);
	}
	mote_spin_unlock_irqrestore(&mote_signal_lock, flags);
	if (is_set || result == MOTE_WAIT_WOKEN)
		return 1;
	return result == MOTE_WAIT_TIMED_OUT ? 0 : -EINTR;
}

int mote_posix_sleep(uint64_t nanoseconds, uint64_t *left)
{
	struct mote_wait_queue nobody = MOTE_WAIT_QUEUE_INIT(nobody, "a deadline");
	unsigned before = mote_pthread.signals.handled;
	uint64_t deadline = mote_clock_after(nanoseconds);
	uint64_t now;
	int error;

	mote_posix_cancellation_point();
	error = wait_until(&nobody, deadline, before, NULL);
	now = mote_clock_now();
	*left = error && deadline > now ? deadline - now : 0;
	return error;
}

/* Sleeps until CLOCK says TIME. */
static int sleep_until(clockid_t clock, const struct timespec *time)
{
	unsigned before = mote_pthread.signals.handled;
	uint64_t deadline;
	unsigned seen;
	int result;

	mote_posix_cancellation_point();
	if (!watch.link.next)
		mote_wall_watch_add(&watch);
	do {
		seen = times_set;
		result = mote_clock_deadline(clock, time, &deadline);
		if (result == 0)
			result = wait_until(&wall_sleepers, deadline, before, &seen);
	} while (result > 0);
	return result;
}

static int sleep_on(clockid_t clock, int flags, const struct timespec *time, struct timespec *left)
{
	uint64_t nanoseconds_left;
	int error;

	switch (mote_clock_kind(clock)) {
	case MOTE_CLOCK_NONE:
		return -EINVAL;
	case MOTE_CLOCK_CPU:
		return clock == CLOCK_THREAD_CPUTIME_ID ? -EINVAL : -ENOTSUP;
	default:
		break;
	}
	if (!mote_timespec_is_valid(time))
		return -EINVAL;
	if (flags & TIMER_ABSTIME)
		return sleep_until(clock, time);
	if (time->tv_sec < 0)
		return -EINVAL;
	error = mote_posix_sleep(mote_timespec_nanoseconds(time), &nanoseconds_left);
	if (error && left)
		*left = mote_nanoseconds_timespec(nanoseconds_left);
	return error;
}

int clock_nanosleep(clockid_t clock, int flags, const struct timespec *time, struct timespec *left)
{
	return -sleep_on(clock, flags, time, left);
}

int nanosleep(const struct timespec *time, struct timespec *left)
{
	return (int)mote_posix_result(sleep_on(CLOCK_MONOTONIC, 0, time, left));
}
