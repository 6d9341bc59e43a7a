/* SPDX-License-Identifier: BSD-3-Clause */
/* Watchers: who wants to be told when a file's events come. What poll(), select() and epoll are made of. */
#ifndef POSIX_WATCH_H
#define POSIX_WATCH_H

#include <mote/file.h>

struct mote_watcher {
	struct mote_list link; /* in the file's list */
	unsigned events;       /* which it wants to be told of; POLLERR and POLLHUP among them */
	bool exclusive;	       /* of these one is enough */
	/*
	 * Tells it. Returns whether somebody goes on because of it. The file's lock is held. Any
	 * context.
	 */
	bool (*notify)(struct mote_watcher *watcher, unsigned events);
};

/* Begins watching FILE, whose reference the caller has or whose end it will hear of. Thread context. */
void mote_file_watch(struct mote_file *file, struct mote_watcher *watcher);

/* Ends it; notify() doesn't run any more on return. Thread context. */
void mote_file_unwatch(struct mote_file *file, struct mote_watcher *watcher);

/*
 * The events of poll() that FILE has now, each in both of its names (POLLIN, POLLRDNORM). Thread
 * context.
 */
unsigned mote_file_events(struct mote_file *file);

/* Wanted events of poll() as a watcher has them. */
static inline unsigned mote_watched_events(unsigned events)
{
	return events | (events & POLLRDNORM ? POLLIN : 0) | (events & POLLWRNORM ? POLLOUT : 0) |
	       POLLERR | POLLHUP;
}

/*
 * What takes the watchers of a file away whose last reference has gone; set by epoll, whose watchers
 * have none. Thread context.
 */
extern void (*mote_file_forget_watchers)(struct mote_file *file);

#endif
