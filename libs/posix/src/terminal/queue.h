/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What was typed and is ready to be read: a ring of bytes, some of which end a line. The end of input is a
 * byte 0 that ends a line. The caller has the terminal's queue lock.
 */
#ifndef POSIX_TERMINAL_QUEUE_H
#define POSIX_TERMINAL_QUEUE_H

#include <mote/file.h>

#define MOTE_TERMINAL_QUEUE_BYTES 4096

struct mote_terminal_queue {
	size_t begin, bytes;
	size_t line_ends; /* how many of the bytes end a line */
	char *ring;
	unsigned char *ends; /* a bit for each byte of the ring */
};

/* Adds a byte; there is room. */
void mote_terminal_queue_put(struct mote_terminal_queue *queue, char byte, bool ends_line);

/* Reads what is there up to the end of a line, which comes along. Returns how many bytes. */
size_t mote_terminal_queue_get_line(struct mote_terminal_queue *queue, struct mote_io *io);

/* Reads at most LIMIT bytes of what is there; the end of input is no byte. Returns how many. */
size_t mote_terminal_queue_get(struct mote_terminal_queue *queue, struct mote_io *io, size_t limit);

void mote_terminal_queue_clear(struct mote_terminal_queue *queue);

static inline size_t mote_terminal_queue_room(const struct mote_terminal_queue *queue)
{
	return MOTE_TERMINAL_QUEUE_BYTES - queue->bytes;
}

#endif
