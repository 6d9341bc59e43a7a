/* SPDX-License-Identifier: BSD-3-Clause */
#include <errno.h>
#include <mote/thread.h>
#include <stdlib.h>

#include "../error.h"
#include "../process/process.h"
#include "../signal/state.h"
#include "timers.h"

static int clamp(uint64_t overruns)
{
	return (int)(overruns < MOTE_DELAY_TIMER_MAX ? overruns : MOTE_DELAY_TIMER_MAX);
}

static void tell_overruns(struct mote_posix_timer *timer)
{
	timer->entry.info.si_overrun = clamp(timer->overruns);
}

/*
 * The overruns that a notification tells are the expiries between it and its delivery, besides those that had
 * gone by when it was made. As long as its signal waits the timer doesn't run; they are counted at the end.
 */
static void signal_leaves(struct mote_signal_entry *entry)
{
	struct mote_posix_timer *timer = MOTE_CONTAINER_OF(entry, struct mote_posix_timer, entry);

	timer->overruns += mote_clock_timer_go_on(&timer->timer);
	tell_overruns(timer);
}

static bool send_signal(struct mote_posix_timer *timer, uint64_t missed)
{
	uint64_t before = timer->overruns;

	timer->overruns = missed;
	/* One that is pending from elsewhere, or from before the timer was set anew, is the same signal. */
	if (!mote_signal_send_entry(&timer->entry))
		timer->overruns = before + missed + 1;
	return !timer->entry.is_queued;
}

static bool expired(struct mote_clock_timer *clock_timer, uint64_t missed)
{
	struct mote_posix_timer *timer =
		MOTE_CONTAINER_OF(clock_timer, struct mote_posix_timer, timer);

	if (timer->notify.event.sigev_notify == SIGEV_SIGNAL)
		return send_signal(timer, missed);
	if (mote_notify_send(&timer->notify, SI_TIMER) == 0)
		timer->overruns = missed;
	else
		timer->overruns += missed + 1;
	tell_overruns(timer);
	return true;
}

/* The calling thread's clock goes on being that one's when others ask. */
static int clock_for(clockid_t *clock)
{
	if (*clock == CLOCK_THREAD_CPUTIME_ID)
		return -pthread_getcpuclockid(pthread_self(), clock);
	return mote_clock_kind(*clock) == MOTE_CLOCK_NONE ? -EINVAL : 0;
}

static int prepare(struct mote_posix_timer *timer, clockid_t clock, const struct sigevent *event)
{
	struct sigevent usual = {.sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGALRM};
	int error = clock_for(&clock);

	if (!error)
		error = mote_notify_prepare(&timer->notify, event ? event : &usual);
	if (!error)
		error = mote_posix_timer_insert(timer);
	if (error)
		return error;
	if (!event)
		timer->notify.event.sigev_value.sival_int = (int)timer->id;
	timer->entry = (struct mote_signal_entry){
		.info = {.si_signo = timer->notify.event.sigev_signo,
			 .si_code = SI_TIMER,
			 .si_pid = MOTE_PROCESS_ID,
			 .si_timerid = timer->id,
			 .si_value = timer->notify.event.sigev_value},
		.is_owned = true,
		.leaves = signal_leaves,
	};
	timer->overruns = 0;
	mote_clock_timer_init(&timer->timer, clock, expired);
	return 0;
}

static int create(clockid_t clock, const struct sigevent *event, timer_t *id)
{
	struct mote_posix_timer *timer = malloc(sizeof(*timer));
	int error;

	if (!timer)
		return -EAGAIN;
	/* Its signals may be for this thread, which pthreads may not know yet. */
	mote_signal_self();
	error = prepare(timer, clock, event);
	if (error)
		free(timer);
	else
		*id = timer->id;
	return error;
}

int timer_create(clockid_t clock, struct sigevent *restrict event, timer_t *restrict id)
{
	return (int)mote_posix_result(create(clock, event, id));
}
