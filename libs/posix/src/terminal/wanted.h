/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The terminal's input is code that a program which only prints must not pay for, though its read() is
 * always one pointer away: every stream of the C library has one. So the terminal finds its input in
 * a table, whose one entry is linked where something refers to it, and what a program calls in order to
 * read says so by this.
 */
#ifndef POSIX_TERMINAL_WANTED_H
#define POSIX_TERMINAL_WANTED_H

#include <mote/table.h>

/* Makes the linker take the input along; costs no instruction. */
#define MOTE_TERMINAL_INPUT_WANTED() MOTE_TABLE_USE(mote_terminal_input_entry)

#endif
