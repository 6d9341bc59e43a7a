/* SPDX-License-Identifier: BSD-3-Clause */
#include <errno.h>

#include "../error.h"
#include "timers.h"

static void to_itimerspec(const struct mote_clock_timer_setting *setting, struct itimerspec *value)
{
	value->it_interval = mote_nanoseconds_timespec(setting->interval);
	value->it_value = mote_nanoseconds_timespec(setting->value);
}

static bool is_valid(const struct timespec *time)
{
	return mote_timespec_is_valid(time) && time->tv_sec >= 0;
}

static int set(timer_t id, int flags, const struct itimerspec *value, struct itimerspec *old)
{
	struct mote_posix_timer *timer = mote_posix_timer_find(id);
	struct mote_clock_timer_setting setting, before;
	int error;

	if (!timer || !value || !is_valid(&value->it_value) || !is_valid(&value->it_interval))
		return -EINVAL;
	setting.value = mote_timespec_nanoseconds(&value->it_value);
	setting.interval = mote_timespec_nanoseconds(&value->it_interval);
	error = mote_clock_timer_set(&timer->timer, flags & TIMER_ABSTIME, &setting, &before);
	if (!error && old)
		to_itimerspec(&before, old);
	return error;
}

int timer_settime(timer_t id, int flags, const struct itimerspec *restrict value,
		  struct itimerspec *restrict old)
{
	return (int)mote_posix_result(set(id, flags, value, old));
}

int timer_gettime(timer_t id, struct itimerspec *value)
{
	struct mote_posix_timer *timer = mote_posix_timer_find(id);
	struct mote_clock_timer_setting setting;

	if (!timer)
		return (int)mote_posix_result(-EINVAL);
	mote_clock_timer_get(&timer->timer, &setting);
	to_itimerspec(&setting, value);
	return 0;
}

int timer_getoverrun(timer_t id)
{
	struct mote_posix_timer *timer = mote_posix_timer_find(id);

	return timer ? timer->entry.info.si_overrun : (int)mote_posix_result(-EINVAL);
}
