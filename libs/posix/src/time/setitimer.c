/* SPDX-License-Identifier: BSD-3-Clause */
/* The three interval timers, and alarm(), which is the first of them. */
#include <errno.h>
#include <mote/clock.h>
#include <mote/thread.h>
#include <sys/time.h>
#include <unistd.h>

#include "../error.h"
#include "../signal/state.h"
#include "clock_timer.h"

#define TIMERS 3

static const clockid_t clocks[TIMERS] = {
	[ITIMER_REAL] = CLOCK_MONOTONIC,
	/* There is no border between program and kernel, so both count the same. */
	[ITIMER_VIRTUAL] = CLOCK_PROCESS_CPUTIME_ID,
	[ITIMER_PROF] = CLOCK_PROCESS_CPUTIME_ID,
};

static const unsigned char signals[TIMERS] = {
	[ITIMER_REAL] = SIGALRM,
	[ITIMER_VIRTUAL] = SIGVTALRM,
	[ITIMER_PROF] = SIGPROF,
};

static struct mote_clock_timer timers[TIMERS];
static bool is_begun;

static bool expired(struct mote_clock_timer *timer, uint64_t missed)
{
	siginfo_t info = {.si_signo = signals[timer - timers], .si_code = SI_KERNEL};

	(void)missed;
	mote_signal_send(NULL, &info);
	return true;
}

static void begin(void)
{
	/* It is the signals' receiver, though it may never have called anything else of pthreads or signals. */
	mote_signal_self();
	mote_suspend_disable();
	if (!is_begun) {
		for (int which = 0; which < TIMERS; which++)
			mote_clock_timer_init(&timers[which], clocks[which], expired);
		is_begun = true;
	}
	mote_suspend_enable();
}

static bool to_nanoseconds(const struct timeval *time, uint64_t *nanoseconds)
{
	struct timespec exact = {.tv_sec = time->tv_sec};

	if (time->tv_sec < 0 || (unsigned long)time->tv_usec >= 1000000)
		return false;
	exact.tv_nsec = time->tv_usec * 1000;
	*nanoseconds = mote_timespec_nanoseconds(&exact);
	return true;
}

static struct timeval to_timeval(uint64_t nanoseconds)
{
	struct timespec exact;

	/* What is left is never less than it seems. */
	if (!__builtin_add_overflow(nanoseconds, 999, &nanoseconds))
		exact = mote_nanoseconds_timespec(nanoseconds);
	else
		exact = mote_nanoseconds_timespec(UINT64_MAX);
	return (struct timeval){.tv_sec = exact.tv_sec, .tv_usec = exact.tv_nsec / 1000};
}

static void to_itimerval(const struct mote_clock_timer_setting *setting, struct itimerval *value)
{
	value->it_interval = to_timeval(setting->interval);
	value->it_value = to_timeval(setting->value);
}

int getitimer(int which, struct itimerval *value)
{
	struct mote_clock_timer_setting setting;

	if ((unsigned)which >= TIMERS)
		return (int)mote_posix_result(-EINVAL);
	begin();
	mote_clock_timer_get(&timers[which], &setting);
	to_itimerval(&setting, value);
	return 0;
}

static int set(int which, const struct itimerval *value, struct itimerval *old)
{
	struct mote_clock_timer_setting setting, before;
	int error;

	if ((unsigned)which >= TIMERS || !value)
		return -EINVAL;
	if (!to_nanoseconds(&value->it_interval, &setting.interval) ||
	    !to_nanoseconds(&value->it_value, &setting.value))
		return -EINVAL;
	begin();
	error = mote_clock_timer_set(&timers[which], false, &setting, &before);
	if (!error && old)
		to_itimerval(&before, old);
	return error;
}

int setitimer(int which, const struct itimerval *restrict value, struct itimerval *restrict old)
{
	return (int)mote_posix_result(set(which, value, old));
}

unsigned alarm(unsigned seconds)
{
	struct mote_clock_timer_setting setting = {.value = seconds * MOTE_NANOSECONDS_PER_SECOND};
	struct mote_clock_timer_setting old;

	begin();
	/* It has no error to tell of one. */
	if (mote_clock_timer_set(&timers[ITIMER_REAL], false, &setting, &old) != 0)
		return 0;
	return (unsigned)((old.value + MOTE_NANOSECONDS_PER_SECOND - 1) /
			  MOTE_NANOSECONDS_PER_SECOND);
}

useconds_t ualarm(useconds_t microseconds, useconds_t interval)
{
	struct mote_clock_timer_setting old,
		setting = {
			.value = microseconds * MOTE_NANOSECONDS_PER_MICROSECOND,
			.interval = interval * MOTE_NANOSECONDS_PER_MICROSECOND,
		};

	begin();
	if (mote_clock_timer_set(&timers[ITIMER_REAL], false, &setting, &old) != 0)
		return 0;
	return (useconds_t)(old.value / MOTE_NANOSECONDS_PER_MICROSECOND);
}
