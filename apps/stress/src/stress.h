/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef STRESS_H
#define STRESS_H

#include <mote/clock.h>
#include <mote/compiler.h>
#include <mote/mutex.h>
#include <mote/panic.h>
#include <mote/test_random.h>
#include <mote/thread.h>
#include <stdbool.h>

#define WORKERS_MAX 1000
#define MUTEXES 8

struct worker {
	struct mote_thread *thread;
	uint64_t random;
	volatile unsigned long steps;	   /* counts while it executes */
	struct mote_mutex *volatile wants; /* what it is about to lock, or waits for */
	char name[12];
	volatile bool has_ended;
};

extern struct worker stress_workers[WORKERS_MAX];
extern unsigned stress_worker_count;
extern unsigned long stress_seed;

/* Panics, with the seed, where CONDITION does not hold. */
#define STRESS_CHECK(condition)                                                                    \
	do {                                                                                       \
		if (!(condition))                                                                  \
			mote_panic("%s does not hold, with stress.seed=%lu", #condition,           \
				   stress_seed);                                                   \
	} while (0)

static inline unsigned stress_below(struct worker *self, unsigned end)
{
	return (unsigned)mote_test_random_below(&self->random, end);
}

/* A short time from now, sometimes none at all. */
static inline uint64_t stress_deadline(struct worker *self)
{
	return mote_clock_after(stress_below(self, 200) * MOTE_NANOSECONDS_PER_MICROSECOND);
}

/* What a thread does: it counts operations, and ends when there were enough. */
void *stress_worker(void *worker);

/* Each does one thing of its kind. */
void stress_lock(struct worker *self);
void stress_move_token(struct worker *self);
void stress_use_buffer(struct worker *self);
void stress_use_memory(struct worker *self);
void stress_have_child(struct worker *self);
void stress_suspend(struct worker *self);
void stress_interrupt(struct worker *self);
void stress_change_priority(struct worker *self);
void stress_look(struct worker *self);

/* Mutexes, ordered: who has one only locks those behind it. */
extern struct mote_mutex stress_mutexes[MUTEXES];

void stress_locks_begin(void);
void stress_tokens_begin(void);

/* What must hold when nobody does anything any more. */
void stress_locks_end(void);
void stress_tokens_end(void);
void stress_buffer_end(void);

#endif
