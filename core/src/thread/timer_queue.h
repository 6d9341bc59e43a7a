/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The timer queue: which deadline comes first. A heap of four children a node in an array: insertion
 * and removal take at most log4(n) steps, so that 10,000 sleeping threads cost little more than 10.
 * The deadlines lie in the array itself, side by side with their siblings.
 *
 * Pure logic; who uses it provides the array and the lock.
 */
#ifndef CORE_TIMER_QUEUE_H
#define CORE_TIMER_QUEUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What is in the queue has one of these. */
struct timer_queue_node {
	size_t place; /* in the array, counted from 1; 0: not in the queue */
};

struct timer_queue_entry {
	uint64_t deadline;
	struct timer_queue_node *node;
};

struct timer_queue {
	struct timer_queue_entry *entries;
	size_t count;
};

static inline bool mote_timer_queue_holds(const struct timer_queue_node *node)
{
	return node->place != 0;
}

/* The earliest deadline; UINT64_MAX where the queue is empty. */
static inline uint64_t mote_timer_queue_deadline(const struct timer_queue *queue)
{
	return queue->count ? queue->entries[0].deadline : UINT64_MAX;
}

/* Puts NODE in. It isn't in, and the array has room for one more. */
void mote_timer_queue_insert(struct timer_queue *queue, struct timer_queue_node *node,
			     uint64_t deadline);

/* Takes NODE out, which is in. */
void mote_timer_queue_remove(struct timer_queue *queue, struct timer_queue_node *node);

#endif
