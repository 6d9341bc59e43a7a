/* SPDX-License-Identifier: BSD-3-Clause */
#include "clock_timer.h"

#include <mote/clock.h>
#include <mote/spinlock.h>

/* Guards expiry, interval and counts_by of all timers. */
static struct mote_spinlock lock;

/* What the clock that TIMER counts by says; no clock that has gone ever gets there. */
static uint64_t now_of(const struct mote_clock_timer *timer)
{
	uint64_t now;

	return mote_clock_read(timer->counts_by, &now) == 0 ? now : 0;
}

/* Has the timer beneath expire when the clock may be there, but not before REST nanoseconds from now. */
static int arm_after(struct mote_clock_timer *timer, uint64_t rest)
{
	uint64_t now = now_of(timer);
	uint64_t left = timer->expiry > now ? timer->expiry - now : 0;

	return mote_timer_start(&timer->timer, mote_clock_after(left > rest ? left : rest), 0);
}

static int arm(struct mote_clock_timer *timer)
{
	return arm_after(timer, 0);
}

/* Goes on to the first expiry after NOW. Returns how many there were until then, the latest one besides. */
static uint64_t skip_to(struct mote_clock_timer *timer, uint64_t now)
{
	uint64_t missed = timer->interval ? (now - timer->expiry) / timer->interval : 0;

	if (!timer->interval ||
	    __builtin_add_overflow(timer->expiry, (missed + 1) * timer->interval, &timer->expiry))
		timer->expiry = 0;
	return missed;
}

/* Looks whether TIMER has expired, and if not when to look again. The lock is held. */
static bool has_expired(struct mote_clock_timer *timer, uint64_t *missed)
{
	uint64_t now = now_of(timer);

	if (!timer->expiry)
		return false;
	if (now < timer->expiry) {
		arm(timer);
		return false;
	}
	*missed = skip_to(timer, now);
	return true;
}

static void check(void *argument)
{
	struct mote_clock_timer *timer = argument;
	unsigned long flags = mote_spin_lock_irqsave(&lock);
	uint64_t begin = mote_clock_now();
	uint64_t missed, rest;
	bool expired = has_expired(timer, &missed);

	mote_spin_unlock_irqrestore(&lock, flags);
	if (!expired || !timer->expired(timer, missed))
		return;
	flags = mote_spin_lock_irqsave(&lock);
	/* An interval that is shorter than what an expiry takes leaves others three quarters of the time. */
	rest = 3 * (mote_clock_now() - begin);
	if (timer->expiry && !mote_timer_is_armed(&timer->timer))
		arm_after(timer, timer->interval < rest ? rest : 0);
	mote_spin_unlock_irqrestore(&lock, flags);
}

uint64_t mote_clock_timer_go_on(struct mote_clock_timer *timer)
{
	unsigned long flags = mote_spin_lock_irqsave(&lock);
	uint64_t now = now_of(timer);
	uint64_t missed = 0;

	if (timer->expiry && timer->expiry <= now)
		missed = skip_to(timer, now) + 1;
	if (timer->expiry && !mote_timer_is_armed(&timer->timer))
		arm(timer);
	mote_spin_unlock_irqrestore(&lock, flags);
	return missed;
}

/* The time of day was set. */
static void time_was_set(struct mote_wall_watch *watch)
{
	struct mote_clock_timer *timer = MOTE_CONTAINER_OF(watch, struct mote_clock_timer, watch);
	unsigned long flags = mote_spin_lock_irqsave(&lock);

	/* One whose signal waits goes on when that is taken. */
	if (mote_timer_is_armed(&timer->timer) &&
	    mote_clock_kind(timer->counts_by) == MOTE_CLOCK_WALL)
		arm(timer);
	mote_spin_unlock_irqrestore(&lock, flags);
}

void mote_clock_timer_init(struct mote_clock_timer *timer, clockid_t clock,
			   bool (*expired)(struct mote_clock_timer *timer, uint64_t missed))
{
	timer->clock = clock;
	timer->counts_by = clock;
	timer->expiry = 0;
	timer->interval = 0;
	timer->expired = expired;
	timer->watch.changed = time_was_set;
	mote_timer_init(&timer->timer, check, timer);
	if (mote_clock_kind(clock) == MOTE_CLOCK_WALL)
		mote_wall_watch_add(&timer->watch);
}

/* What is left of TIMER. The lock is held. */
static void get(struct mote_clock_timer *timer, struct mote_clock_timer_setting *setting)
{
	uint64_t now = now_of(timer);

	setting->interval = timer->interval;
	setting->value = 0;
	if (!timer->expiry)
		return;
	if (timer->expiry > now)
		setting->value = timer->expiry - now;
	else if (timer->interval)
		setting->value = timer->interval - (now - timer->expiry) % timer->interval;
	else
		/* It is due and has not been looked at yet, so it is armed, which 0 would deny. */
		setting->value = 1;
}

void mote_clock_timer_get(struct mote_clock_timer *timer, struct mote_clock_timer_setting *setting)
{
	unsigned long flags = mote_spin_lock_irqsave(&lock);

	get(timer, setting);
	mote_spin_unlock_irqrestore(&lock, flags);
}

/* What the clock that TIMER counts by says when it is to expire. */
static uint64_t expiry_of(struct mote_clock_timer *timer, bool is_absolute, uint64_t value)
{
	uint64_t expiry;

	if (!value || is_absolute)
		return value;
	if (__builtin_add_overflow(now_of(timer), value, &expiry))
		return UINT64_MAX;
	return expiry;
}

int mote_clock_timer_set(struct mote_clock_timer *timer, bool is_absolute,
			 const struct mote_clock_timer_setting *setting,
			 struct mote_clock_timer_setting *old)
{
	bool is_wall = mote_clock_kind(timer->clock) == MOTE_CLOCK_WALL;
	/* The timer thread is made here if need be, which can't be done under a lock. */
	int error = mote_timer_start(&timer->timer, MOTE_NEVER, 0);
	unsigned long flags;

	if (error)
		return error;
	flags = mote_spin_lock_irqsave(&lock);
	if (old)
		get(timer, old);
	timer->counts_by = is_wall && !is_absolute ? CLOCK_MONOTONIC : timer->clock;
	timer->expiry = expiry_of(timer, is_absolute, setting->value);
	timer->interval = setting->interval;
	if (timer->expiry)
		arm(timer);
	else
		mote_timer_stop(&timer->timer);
	mote_spin_unlock_irqrestore(&lock, flags);
	return 0;
}

void mote_clock_timer_end(struct mote_clock_timer *timer)
{
	unsigned long flags;

	if (mote_clock_kind(timer->clock) == MOTE_CLOCK_WALL)
		mote_wall_watch_remove(&timer->watch);
	flags = mote_spin_lock_irqsave(&lock);
	timer->expiry = 0;
	mote_spin_unlock_irqrestore_nowake(&lock, flags);
	mote_timer_stop_sync(&timer->timer);
}
