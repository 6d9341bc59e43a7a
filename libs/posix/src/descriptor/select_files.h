/* SPDX-License-Identifier: BSD-3-Clause */
/* What select() and pselect() have in common. */
#ifndef POSIX_SELECT_FILES_H
#define POSIX_SELECT_FILES_H

#include <stdint.h>
#include <sys/select.h>

/*
 * select() with a COUNT that isn't negative and a deadline, under the conditions of mote_poll_attempts().
 * Returns how many bits are set, or a negative errno; then the sets are unchanged. Thread context.
 */
int mote_select(int count, fd_set *sets[3], uint64_t deadline);

#endif
