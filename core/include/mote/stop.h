/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The request from outside to stop: a power button, a toolstack. It is only a request: an image that
 * waits for it ends in order, by mote_exit(); in one where nobody does, the core calls
 * mote_exit(0) by itself. In images with CONFIG_THREADS.
 */
#ifndef MOTE_STOP_H
#define MOTE_STOP_H

#include <mote/wait.h>
#include <stdbool.h>

/* Whether the image was asked to stop. Any context. */
bool mote_stop_requested(void);

/*
 * Waits for the request, until DEADLINE (mote_clock_now()'s time, or MOTE_NEVER). From the first
 * call on ending the image is the caller's business; one with the deadline 0 only says so. Where it was
 * requested the result is MOTE_WAIT_WOKEN, whatever else has happened too. Thread context.
 */
enum mote_wait_result mote_stop_wait(uint64_t deadline);

/*
 * For who passes such requests on: says that they may come, before the first does. A thread that waits
 * for one is then not taken for deadlocked. An interrupt that serves nothing else is not counted as one
 * that may wake threads (mote_interrupt_may_wake()). Returns 0 or -ENOMEM. Thread context.
 */
int mote_stop_listen(void);

/*
 * Asks the image to stop, if mote_stop_listen() has succeeded; asking again changes nothing. Any
 * context.
 */
void mote_stop_request(void);

#endif
