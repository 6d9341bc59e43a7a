/* SPDX-License-Identifier: BSD-3-Clause */
/* What epoll_wait() and its kin have in common. */
#ifndef POSIX_EPOLL_FILES_H
#define POSIX_EPOLL_FILES_H

#include <stdint.h>
#include <sys/epoll.h>

/*
 * epoll_wait() with a deadline, under the conditions of mote_poll_attempts(). Returns how many events were
 * stored, or a negative errno. Thread context.
 */
int mote_epoll_wait(int epoll, struct epoll_event *events, int count, uint64_t deadline);

#endif
