/* SPDX-License-Identifier: BSD-3-Clause */
/* The terminal as an open file, for who gives it another name: libs/fs as /dev/console. */
#ifndef MOTE_TERMINAL_H
#define MOTE_TERMINAL_H

#include <mote/file.h>

/* What the descriptors 0, 1 and 2 are at the start; it is open for ever. */
extern struct mote_file mote_terminal;

#endif
