/* SPDX-License-Identifier: BSD-3-Clause */
/* The timers of timer_create(). */
#ifndef POSIX_TIMERS_H
#define POSIX_TIMERS_H

#include "../signal/notify.h"
#include "../signal/signal.h"
#include "clock_timer.h"

struct mote_posix_timer {
	struct mote_clock_timer timer;
	struct mote_notify notify;
	struct mote_signal_entry entry;
	timer_t id;
	uint64_t overruns; /* of the latest notification */
};

/* The most that timer_getoverrun() tells; sysconf(_SC_DELAYTIMER_MAX). */
#define MOTE_DELAY_TIMER_MAX 0x7fffffff

/* Finds a number for TIMER, which it is known by from then on. Returns 0 or -EAGAIN. Thread context. */
int mote_posix_timer_insert(struct mote_posix_timer *timer);

/* The timer with number ID, any value; NULL: there is none. Thread context. */
struct mote_posix_timer *mote_posix_timer_find(timer_t id);

/* The same; it is known no more. */
struct mote_posix_timer *mote_posix_timer_remove(timer_t id);

#endif
