/* SPDX-License-Identifier: BSD-3-Clause */
/* The heap of a queue's messages: the highest priority first, in one priority the oldest. */
#include "mq.h"

static bool is_before(const struct mq_message *a, const struct mq_message *b)
{
	return a->priority > b->priority || (a->priority == b->priority && a->number < b->number);
}

void mote_mq_heap_insert(struct mq *queue, struct mq_message *message)
{
	size_t place = queue->count++;

	message->number = queue->next_number++;
	while (place && is_before(message, queue->heap[(place - 1) / 2])) {
		queue->heap[place] = queue->heap[(place - 1) / 2];
		place = (place - 1) / 2;
	}
	queue->heap[place] = message;
}

struct mq_message *mote_mq_heap_take(struct mq *queue)
{
	struct mq_message *first = queue->heap[0];
	struct mq_message *last = queue->heap[--queue->count];
	size_t place = 0, child = 1;

	/* The last takes the root's place and finds its own from there. */
	for (; child < queue->count; child = 2 * place + 1) {
		if (child + 1 < queue->count &&
		    is_before(queue->heap[child + 1], queue->heap[child]))
			child++;
		if (is_before(last, queue->heap[child]))
			break;
		queue->heap[place] = queue->heap[child];
		place = child;
	}
	queue->heap[place] = last;
	return first;
}
