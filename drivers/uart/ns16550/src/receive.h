/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef NS16550_RECEIVE_H
#define NS16550_RECEIVE_H

#include <stddef.h>

/* Prepares the port for input. Returns 0, or -ENODEV where it isn't there. */
int ns16550_receive_start(void);

/* Takes at most BYTES bytes that are there, and returns how many. */
size_t ns16550_receive(char *text, size_t bytes);

#endif
