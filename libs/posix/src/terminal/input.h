/* SPDX-License-Identifier: BSD-3-Clause */
/* Input of the terminal: its state, and who guards what. */
#ifndef POSIX_TERMINAL_INPUT_H
#define POSIX_TERMINAL_INPUT_H

#include <mote/mutex.h>
#include <mote/semaphore.h>
#include <mote/wait.h>
#include <sys/ioctl.h>

#include "line.h"
#include "queue.h"
#include "terminal.h"

struct mote_terminal_state {
	/* The edit lock: of the settings, the line and the beginning of input. */
	struct mote_mutex edit_lock;
	struct mote_terminal_line line;
	struct winsize size; /* what nobody has said is 0 */
	bool has_begun;
	bool has_device; /* else input has ended before it began */
	bool is_polled;
	/* The queue lock: of what is to be read. */
	struct mote_spinlock queue_lock;
	struct mote_terminal_queue queue;
	struct mote_wait_queue readers;
	struct mote_semaphore work; /* for the thread: bytes have come, or there is room again */
	bool is_full;		    /* the thread waits for room */
};

extern struct mote_terminal_state mote_terminal_state;

/* Take and give back the edit lock; who has it isn't suspended. Thread context. */
void mote_terminal_lock(void);
void mote_terminal_unlock(void);

/*
 * Begins input if it hasn't begun: finds the device, and starts the thread that edits lines. Returns 0 or
 * -ENOMEM. Thread context.
 */
int mote_terminal_begin_input(void);

ssize_t mote_terminal_read(struct mote_io *io, bool must_not_wait);
int mote_terminal_ioctl(unsigned long request, void *argument);

/* Whether a read would not wait. */
bool mote_terminal_is_readable(void);

#endif
