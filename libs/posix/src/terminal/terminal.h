/* SPDX-License-Identifier: BSD-3-Clause */
/* The terminal: the console with a line discipline, as the descriptors 0, 1 and 2 have it. */
#ifndef POSIX_TERMINAL_H
#define POSIX_TERMINAL_H

#include <mote/file.h>
#include <mote/table.h>
#include <termios.h>

extern struct mote_file mote_terminal;

/* Input, in an image that reads: wanted.h. */
struct mote_terminal_input {
	ssize_t (*read)(struct mote_io *io, bool must_not_wait);
	/* POLLIN where a read would not wait, POLLHUP where it would never give anything. */
	unsigned (*poll)(void);
	int (*ioctl)(unsigned long request, void *argument);
	/* Notes where the cursor will be behind TEXT, for erasing. The output lock is held. */
	void (*wrote)(const char *text, size_t bytes);
};

/* NULL in an image that doesn't read. Any context. */
const struct mote_terminal_input *mote_terminal_input(void);

/* The settings that programs see. */
extern struct termios mote_terminal_settings;

/*
 * Writes TEXT as c_oflag has it; nobody else's text comes between. Waits while output is stopped, and
 * returns MOTE_FILE_INTERRUPTED where that wait was. Thread context.
 */
int mote_terminal_write(struct mote_io *io);

/* The same for what is echoed, which doesn't wait for output to go on. Thread context. */
void mote_terminal_echo(const char *text, size_t bytes);

/* Has output wait, or go on. Thread context. */
void mote_terminal_stop_output(bool stop);

#endif
