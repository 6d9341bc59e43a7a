/* SPDX-License-Identifier: BSD-3-Clause */
/* All threads at one moment, to see whether each has just the priority that it is due. */
#include <mote/string.h>

#include "stress.h"

struct seen {
	struct mote_thread_view view;
	unsigned due;
	struct mote_thread *owner; /* of the mutex that it waits for */
};

static struct mote_mutex one_at_a_time = MOTE_MUTEX_INIT(one_at_a_time);
static struct seen seen[WORKERS_MAX];

/* A worker's name lies in it. NULL for other threads. */
static struct worker *worker_called(const char *name)
{
	uintptr_t offset = (uintptr_t)name - (uintptr_t)stress_workers;

	return offset < sizeof(stress_workers) ? &stress_workers[offset / sizeof(struct worker)]
					       : NULL;
}

/* The scheduler's lock is held, so all of this is of one moment. */
static int note(const struct mote_thread_view *view, void *context)
{
	const struct worker *worker = worker_called(view->name);
	struct seen *place;

	(void)context;
	if (!worker)
		return 0;
	place = &seen[worker - stress_workers];
	place->view = *view;
	place->due = mote_thread_priority(view->thread);
	place->owner = NULL;
	/* What it wants it doesn't wait for yet, or it waits for a condition before that. */
	if (worker->wants && view->waits_for && strcmp(view->waits_for, "a mutex") == 0)
		place->owner = mote_mutex_owner(worker->wants);
	return 0;
}

static void inherit(const struct seen *waiter)
{
	const struct worker *worker = worker_called(mote_thread_name(waiter->owner));
	struct seen *owner = &seen[worker - stress_workers];

	if (owner->due < waiter->view.priority)
		owner->due = waiter->view.priority;
}

static void check(void)
{
	for (unsigned i = 0; i < stress_worker_count; i++)
		if (seen[i].owner)
			inherit(&seen[i]);
	for (unsigned i = 0; i < stress_worker_count; i++) {
		const struct mote_thread_view *view = &seen[i].view;

		STRESS_CHECK(view->priority == seen[i].due);
		STRESS_CHECK(!view->stack_pointer || (view->stack_pointer >= view->stack_begin &&
						      view->stack_pointer < view->stack_end));
	}
}

void stress_look(struct worker *self)
{
	(void)self;
	if (mote_mutex_try_lock(&one_at_a_time) != 0)
		return;
	mote_thread_for_each(note, NULL);
	check();
	mote_mutex_unlock(&one_at_a_time);
}
