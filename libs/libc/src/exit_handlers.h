/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef LIBC_EXIT_HANDLERS_H
#define LIBC_EXIT_HANDLERS_H

/*
 * Calls what atexit() and its like have registered, the latest first, also what is registered meanwhile.
 * NULL where nothing can be, since the image has none of those functions.
 */
extern void (*mote_libc_run_exit_handlers)(int status);

#endif
