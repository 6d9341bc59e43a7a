/* SPDX-License-Identifier: BSD-3-Clause */
/* What poll(), select() and their kin have in common. */
#ifndef POSIX_POLL_FILES_H
#define POSIX_POLL_FILES_H

#include <poll.h>
#include <stdint.h>

/*
 * What poll(), select() and epoll_wait() do behind their cancellation point, and behind
 * mote_alert_defer(), which this takes back: so a signal mask that was set in between holds for the whole of
 * it, and a signal that it lets through interrupts the wait. Calls ATTEMPT(ARGUMENT), which holds nothing
 * when it returns, again after each MOTE_FILE_INTERRUPTED. Returns what it does, or -EINTR behind a handler
 * of a signal. Thread context.
 */
int mote_poll_attempts(int (*attempt)(void *argument), void *argument);

/*
 * Waits until one of the COUNT descriptors has an event that is wanted, or DEADLINE. Stores the events and
 * returns how many descriptors have some, or MOTE_FILE_INTERRUPTED, -EINVAL, -EFAULT, -ENOMEM. Thread
 * context.
 */
int mote_poll(struct pollfd *descriptors, nfds_t count, uint64_t deadline);

/* poll(), under the conditions of mote_poll_attempts(). */
int mote_poll_whole(struct pollfd *descriptors, nfds_t count, uint64_t deadline);

/*
 * Stores the deadline that is TIMEOUT, NULL for never, from now. Returns 0, or -EINVAL for what is no
 * time. Thread context.
 */
int mote_poll_deadline(const struct timespec *timeout, uint64_t *deadline);

/* The deadline that is so many milliseconds from now; below 0: never. Thread context. */
uint64_t mote_poll_deadline_ms(int milliseconds);

#endif
