/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef POSIX_SLEEP_H
#define POSIX_SLEEP_H

#include <stdint.h>

/*
 * Sleeps NANOSECONDS. Returns 0, or -EINTR where a handler has run; then *LEFT is what was left. A cancellation
 * point.
 */
int mote_posix_sleep(uint64_t nanoseconds, uint64_t *left);

#endif
