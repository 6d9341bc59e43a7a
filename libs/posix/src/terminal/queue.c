/* SPDX-License-Identifier: BSD-3-Clause */
#include "queue.h"

static bool ends_line(const struct mote_terminal_queue *queue)
{
	return queue->ends[queue->begin / 8] >> queue->begin % 8 & 1;
}

static bool is_end_of_input(const struct mote_terminal_queue *queue)
{
	return queue->bytes && ends_line(queue) && queue->ring[queue->begin] == '\0';
}

void mote_terminal_queue_put(struct mote_terminal_queue *queue, char byte, bool ends_line)
{
	size_t end = (queue->begin + queue->bytes++) % MOTE_TERMINAL_QUEUE_BYTES;
	unsigned char bit = 1 << end % 8;

	queue->ring[end] = byte;
	queue->ends[end / 8] = (queue->ends[end / 8] & ~bit) | (ends_line ? bit : 0);
	queue->line_ends += ends_line;
}

static void drop(struct mote_terminal_queue *queue)
{
	queue->line_ends -= ends_line(queue);
	queue->begin = (queue->begin + 1) % MOTE_TERMINAL_QUEUE_BYTES;
	queue->bytes--;
}

size_t mote_terminal_queue_get_line(struct mote_terminal_queue *queue, struct mote_io *io)
{
	size_t count = 0;
	bool is_end = false;

	while (!is_end && queue->bytes && io->left && !is_end_of_input(queue)) {
		is_end = ends_line(queue);
		count += mote_io_put(io, &queue->ring[queue->begin], 1);
		drop(queue);
	}
	/* Behind a line that was cut it says that this is all of it, not that input has ended. */
	if (!is_end && is_end_of_input(queue))
		drop(queue);
	return count;
}

size_t mote_terminal_queue_get(struct mote_terminal_queue *queue, struct mote_io *io, size_t limit)
{
	size_t count = 0;

	while (queue->bytes && io->left && count < limit) {
		if (!is_end_of_input(queue))
			count += mote_io_put(io, &queue->ring[queue->begin], 1);
		drop(queue);
	}
	return count;
}

void mote_terminal_queue_clear(struct mote_terminal_queue *queue)
{
	queue->begin = 0;
	queue->bytes = 0;
	queue->line_ends = 0;
}
