/* SPDX-License-Identifier: BSD-3-Clause */
/* Sleeping. */
#ifndef MOTE_SLEEP_H
#define MOTE_SLEEP_H

#include <mote/wait.h>
#include <stdint.h>

/*
 * Sleeps until mote_clock_now() has reached DEADLINE: MOTE_WAIT_TIMED_OUT, never early; or until
 * the thread is interrupted. Thread context.
 */
enum mote_wait_result mote_sleep_until(uint64_t deadline);

/* The same for a time from now on. */
enum mote_wait_result mote_sleep(uint64_t nanoseconds);

#endif
