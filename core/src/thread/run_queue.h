/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The run queue: who is ready to run, the running thread included. For each priority the ready
 * threads stand in a ring whose head is the one to run; a bit says that a ring isn't empty. So every
 * operation takes the same time however many threads there are, and the turn goes to the next thread
 * by moving the head.
 *
 * Pure logic, inlined: links in, links out.
 */
#ifndef CORE_RUN_QUEUE_H
#define CORE_RUN_QUEUE_H

#include <config/THREAD_PRIORITIES.h>
#include <mote/list.h>
#include <stdbool.h>
#include <stdint.h>

#include "../seeded_fault.h"

#define RUN_QUEUE_RINGS (CONFIG_THREAD_PRIORITIES ? 32 : 1)

struct run_queue {
	uint32_t ready; /* bit N: ring N isn't empty */
	struct mote_list *head[RUN_QUEUE_RINGS];
};

static inline bool run_queue_is_empty(const struct run_queue *queue)
{
	return !queue->ready;
}

/* The highest priority that has a ready thread. The queue isn't empty. */
static inline unsigned run_queue_priority(const struct run_queue *queue)
{
	return CONFIG_THREAD_PRIORITIES ? 31 - __builtin_clz(queue->ready) : 0;
}

/* The thread to run. The queue isn't empty. */
static inline struct mote_list *run_queue_first(const struct run_queue *queue)
{
	return queue->head[run_queue_priority(queue)];
}

/* Puts LINK behind all others of PRIORITY. */
static inline void run_queue_append(struct run_queue *queue, struct mote_list *link,
				    unsigned priority)
{
	if (queue->ready >> priority & 1) {
		mote_list_append(queue->head[priority], link);
		return;
	}
	mote_list_init(link);
	queue->head[priority] = link;
	queue->ready |= 1u << priority;
}

/* Puts LINK before all others of PRIORITY. */
static inline void run_queue_prepend(struct run_queue *queue, struct mote_list *link,
				     unsigned priority)
{
	run_queue_append(queue, link, priority);
	queue->head[priority] = link;
}

/* Takes LINK out of the ring of PRIORITY. */
static inline void run_queue_remove(struct run_queue *queue, struct mote_list *link,
				    unsigned priority)
{
	if (link->next == link) {
		queue->ready &= ~(1u << priority);
		return;
	}
	mote_list_remove(link);
	if (queue->head[priority] == link && !SEEDED(RUN_QUEUE_HEAD))
		queue->head[priority] = link->next;
}

/* Gives the turn within PRIORITY to the thread behind LINK, which is the head. */
static inline void run_queue_rotate(struct run_queue *queue, struct mote_list *link,
				    unsigned priority)
{
	queue->head[priority] = link->next;
}

/* Whether LINK shares its priority with another ready thread. */
static inline bool run_queue_is_shared(const struct mote_list *link)
{
	return link->next != link;
}

#endif
