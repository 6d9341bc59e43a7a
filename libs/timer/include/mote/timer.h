/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Software timers: at a deadline, or again and again, a function is called. The timer is the caller's
 * structure; arming one allocates nothing and takes the same time however many there are.
 *
 * Callbacks run one after the other, in the order of their deadlines, in a thread of the highest
 * priority, the timer thread. It may wait there, but all other timers are late by that long. It may
 * be suspended as any thread; what came due meanwhile follows.
 */
#ifndef MOTE_TIMER_H
#define MOTE_TIMER_H

#include <stdbool.h>
#include <stdint.h>

/* What follows is for the library alone; callers use the functions below. */
struct mote_timer_node {
	struct mote_timer_node *next;
	struct mote_timer_node *previous;
	uint64_t deadline;
	unsigned place; /* in the wheel; 0: it isn't armed */
};

struct mote_timer {
	struct mote_timer_node node;
	uint64_t period; /* 0: once */
	uint64_t overruns;
	void (*callback)(void *argument);
	void *argument;
};

/*
 * Makes TIMER one that isn't armed and calls CALLBACK(ARGUMENT) when it expires. Any context.
 *
 * CALLBACK runs in the timer thread with no lock held. It may start and stop any timer, its own too;
 * and if its own isn't armed it may free it.
 */
void mote_timer_init(struct mote_timer *timer, void (*callback)(void *argument), void *argument);

/*
 * Arms TIMER: it expires when mote_clock_now() has reached DEADLINE, never before, at once if that
 * has passed, and not at all for MOTE_NEVER. With a PERIOD other than 0, in nanoseconds, it expires
 * again at DEADLINE + PERIOD and so on, until it is stopped. One that is armed already is armed anew.
 *
 * Returns 0, or -ENOMEM where there is no memory for the timer thread, which the first call of all
 * creates. That first one must be made in thread context; all others in any.
 */
int mote_timer_start(struct mote_timer *timer, uint64_t deadline, uint64_t period);

/*
 * Has TIMER not expire any more. Returns whether it was armed. Its callback may be running still, or
 * be just about to. Any context.
 */
bool mote_timer_stop(struct mote_timer *timer);

/*
 * The same, and waits until its callback doesn't run any more; that can't arm it again meanwhile. Then
 * TIMER may be freed. In TIMER's own callback there is nothing to wait for. The caller must hold no
 * lock that the callback may want. Interrupts and alerts don't end the waiting. Thread context.
 */
bool mote_timer_stop_sync(struct mote_timer *timer);

/* Whether TIMER is armed. Any context. */
static inline bool mote_timer_is_armed(const struct mote_timer *timer)
{
	return __atomic_load_n(&timer->node.place, __ATOMIC_RELAXED) != 0;
}

/* When TIMER expires next; MOTE_NEVER where it isn't armed. Any context. */
uint64_t mote_timer_deadline(const struct mote_timer *timer);

/*
 * How many nanoseconds are left until TIMER expires: 0 where it is due, MOTE_NEVER where it isn't
 * armed. Any context.
 */
uint64_t mote_timer_remaining(const struct mote_timer *timer);

/*
 * How many expiries of a periodic TIMER its latest callback stands for besides the one: so many
 * whole periods had gone by when it was called. Meant for the callback. Any context.
 */
uint64_t mote_timer_overruns(const struct mote_timer *timer);

#endif
