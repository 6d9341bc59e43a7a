/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The line discipline: POSIX.1-2017, 11.1.5 to 11.1.9. What was typed of a line and can still be changed.
 * The caller has the terminal's edit lock, which guards the settings too.
 */
#ifndef POSIX_TERMINAL_LINE_H
#define POSIX_TERMINAL_LINE_H

#include <stdbool.h>
#include <stddef.h>

/* A line that gets longer is handed on in parts, which can no longer be changed. */
#define MOTE_TERMINAL_LINE_BYTES 1024

struct mote_terminal_line {
	size_t bytes;
	bool takes_literally; /* the next byte, whatever it is */
	unsigned begin_column;
	char *text; /* MOTE_TERMINAL_LINE_BYTES */
};

/* Takes a byte that was typed. */
void mote_terminal_line_take(struct mote_terminal_line *line, char byte);

/* Hands on what there is of a line, as it is no longer edited. */
void mote_terminal_line_finish(struct mote_terminal_line *line);

/* What the terminal offers to its line. */

/* Hands BYTES bytes on to who reads; ENDS_LINE with the last of them, or with the end of input for none. */
void mote_terminal_hand_on(const char *text, size_t bytes, bool ends_line);

/* Forgets what was handed on and not read. */
void mote_terminal_discard(void);

/* Sends a signal to the program. */
void mote_terminal_signal(int number);

/* In which column the cursor is, from 0. */
unsigned mote_terminal_column(void);

/* Where it is behind TEXT, if it is in COLUMN before. */
unsigned mote_terminal_column_behind(unsigned column, const char *text, size_t bytes);

#endif
