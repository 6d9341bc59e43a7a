/* SPDX-License-Identifier: BSD-3-Clause */
#include "timer_queue.h"

#include "../seeded_fault.h"

#define CHILDREN 4

static void put(struct timer_queue *queue, size_t index, struct timer_queue_entry entry)
{
	queue->entries[index] = entry;
	entry.node->place = index + 1;
}

/* Finds the place for ENTRY from INDEX, which is vacant, towards the root. */
static void sift_up(struct timer_queue *queue, size_t index, struct timer_queue_entry entry)
{
	while (index) {
		size_t parent = (index - 1) / CHILDREN;

		if (queue->entries[parent].deadline <= entry.deadline)
			break;
		put(queue, index, queue->entries[parent]);
		index = parent;
	}
	put(queue, index, entry);
}

/* The child of INDEX with the earliest deadline; the queue's count where it has none. */
static size_t first_child(const struct timer_queue *queue, size_t index)
{
	size_t child = index * CHILDREN + 1;
	size_t end = child + CHILDREN;
	size_t first = child;

	if (child >= queue->count)
		return queue->count;
	if (end > queue->count)
		end = queue->count;
	while (++child < end)
		if (queue->entries[child].deadline < queue->entries[first].deadline)
			first = child;
	return first;
}

/* The same away from the root. */
static void sift_down(struct timer_queue *queue, size_t index, struct timer_queue_entry entry)
{
	for (;;) {
		size_t child = first_child(queue, index);

		if (child == queue->count || queue->entries[child].deadline >= entry.deadline)
			break;
		put(queue, index, queue->entries[child]);
		index = child;
	}
	put(queue, index, entry);
}

void mote_timer_queue_insert(struct timer_queue *queue, struct timer_queue_node *node,
			     uint64_t deadline)
{
	struct timer_queue_entry entry = {.deadline = deadline, .node = node};

	sift_up(queue, queue->count++, entry);
}

void mote_timer_queue_remove(struct timer_queue *queue, struct timer_queue_node *node)
{
	size_t index = node->place - 1;
	struct timer_queue_entry last = queue->entries[--queue->count];

	node->place = 0;
	/* The last entry takes the vacant place and finds its own from there. */
	if (last.node == node)
		return;
	if (SEEDED(TIMER_QUEUE_ORDER))
		put(queue, index, last);
	else if (index && queue->entries[(index - 1) / CHILDREN].deadline > last.deadline)
		sift_up(queue, index, last);
	else
		sift_down(queue, index, last);
}
