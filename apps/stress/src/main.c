/* SPDX-License-Identifier: BSD-3-Clause */
/* Begins the workers, waits for their end, and checks what is left. */
#include <mote/errno.h>
#include <mote/format.h>
#include <mote/param.h>
#include <mote/sleep.h>

#include "stress.h"

#define PRIORITIES_USED 20

unsigned long stress_seed = 1;
static unsigned long operations = 20000;
static unsigned long threads = 200;

struct worker stress_workers[WORKERS_MAX];
unsigned stress_worker_count;

static unsigned long operations_done;

static void (*const kinds[])(struct worker *) = {
	stress_lock,	   stress_lock,	      stress_lock,	 stress_move_token,
	stress_move_token, stress_use_buffer, stress_use_buffer, stress_use_memory,
	stress_have_child, stress_suspend,    stress_interrupt,	 stress_change_priority,
	stress_look,
};

/* Of so many looks at all threads, which take long, one is made. */
#define LOOKS_SELDOM 4

static void operate(struct worker *self)
{
	unsigned kind = stress_below(self, MOTE_ARRAY_SIZE(kinds));

	if (kinds[kind] == stress_look && stress_below(self, LOOKS_SELDOM))
		kind = 0;
	kinds[kind](self);
}

void *stress_worker(void *argument)
{
	struct worker *self = argument;

	while (__atomic_fetch_add(&operations_done, 1, __ATOMIC_RELAXED) < operations) {
		self->steps++;
		operate(self);
	}
	self->has_ended = true;
	return self;
}

static int begin(unsigned count)
{
	for (unsigned i = 0; i < count; i++) {
		struct worker *worker = &stress_workers[i];
		struct mote_thread_attributes attributes = {.name = worker->name};
		int error;

		mote_format(worker->name, sizeof(worker->name), "worker %u", i);
		worker->random = stress_seed * WORKERS_MAX + i + 1;
		attributes.priority = 1 + stress_below(worker, PRIORITIES_USED);
		error = mote_thread_create(&worker->thread, &attributes, stress_worker, worker);
		if (error)
			return error;
		stress_worker_count++;
	}
	return 0;
}

int main(void)
{
	int error;

	stress_locks_begin();
	stress_tokens_begin();
	/* All are there before the first one begins. */
	mote_thread_set_priority(mote_thread_self(), MOTE_PRIORITY_HIGHEST);
	error = begin((unsigned)threads);
	if (error) {
		mote_print("no memory for %lu threads, only for %u\n", threads,
			   stress_worker_count);
		return 1;
	}
	/* None is freed while another may still do something to it. */
	for (unsigned i = 0; i < stress_worker_count; i++)
		while (!stress_workers[i].has_ended)
			mote_sleep(MOTE_NANOSECONDS_PER_MILLISECOND);
	for (unsigned i = 0; i < stress_worker_count; i++) {
		void *result = NULL;

		STRESS_CHECK(mote_thread_join(stress_workers[i].thread, &result) == 0);
		STRESS_CHECK(result == &stress_workers[i]);
	}
	stress_locks_end();
	stress_tokens_end();
	stress_buffer_end();
	mote_print(
		"stress: %lu operations of %u threads, stress.seed=%lu: all that must hold held\n",
		operations, stress_worker_count, stress_seed);
	return 0;
}

static int set_seed(const char *value)
{
	return mote_param_number(value, 1, 1ul << 32, &stress_seed);
}

static int set_operations(const char *value)
{
	return mote_param_number(value, 1, 1ul << 32, &operations);
}

static int set_threads(const char *value)
{
	return mote_param_number(value, 2, WORKERS_MAX, &threads);
}

MOTE_PARAM(stress_seed, "stress.seed", "1..4G", "what the random choices begin with", set_seed);
MOTE_PARAM(stress_operations, "stress.operations", "1..4G", "how many in all", set_operations);
MOTE_PARAM(stress_threads, "stress.threads", "2..1000", "how many do them", set_threads);
