/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Epoll: a file that watches others for as long as they are open. An item is in the list of its file's
 * watchers; when the file says that something has happened the item joins its epoll's ready list. So
 * waiting costs what is ready, however much is watched.
 *
 * Two locks: mote_epoll_mutex guards which items there are, in all epolls, since they may watch one
 * another; the spin lock of an epoll guards its ready list, which is changed in interrupts too.
 */
#ifndef POSIX_EPOLL_H
#define POSIX_EPOLL_H

#include <mote/file.h>
#include <mote/wait.h>
#include <sys/epoll.h>

#include "watch.h"

struct mote_epoll {
	struct mote_file file;
	struct mote_list *chains; /* of items, by descriptor; as many as a power of two */
	size_t chain_count, item_count;
	struct mote_spinlock lock;
	struct mote_list ready;
	struct mote_wait_queue waiters;
};

struct mote_epoll_item {
	struct mote_watcher watcher; /* its events are 0 once a one-shot item has had its shot */
	struct mote_epoll *epoll;
	struct mote_file *file; /* without a reference */
	int descriptor;
	struct mote_list chain;
	struct mote_list ready;
	bool is_ready;	 /* in the ready list, or in one of who looks at it */
	uint32_t events; /* as epoll_ctl() was given them */
	epoll_data_t data;
};

extern const struct mote_file_operations mote_epoll_operations;

/*
 * Take and give back mote_epoll_mutex. A thread that has it may be asked for an epoll's events, in the
 * middle of another's: then the first returns false, and nothing is to be given back. Thread context.
 */
bool mote_epoll_lock(void);
void mote_epoll_unlock(bool was_taken);

static inline struct mote_epoll *mote_epoll_of(struct mote_file *file)
{
	return MOTE_CONTAINER_OF(file, struct mote_epoll, file);
}

/* The mutex is held in what follows. */

/* The item of that descriptor and file; NULL where there is none. */
struct mote_epoll_item *mote_epoll_find(struct mote_epoll *epoll, int descriptor,
					const struct mote_file *file);

/* Makes room for one item more. Returns 0 or -ENOMEM. */
int mote_epoll_make_room(struct mote_epoll *epoll);

void mote_epoll_insert(struct mote_epoll *epoll, struct mote_epoll_item *item);

/* Takes ITEM out of everything and frees it. */
void mote_epoll_remove(struct mote_epoll_item *item);

/*
 * The notify() of every item: puts it into the ready list, and says whether a thread was waiting for that.
 * Any context.
 */
bool mote_epoll_notify(struct mote_watcher *watcher, unsigned events);

/*
 * Looks at the items of the ready list, at most until COUNT of them are ready or all were looked at; calls
 * FOUND(ITEM, EVENTS, ARGUMENT) for each that is. It stays in the list, behind the others, where that
 * returns true. Returns how many were ready.
 */
int mote_epoll_look(struct mote_epoll *epoll, int count,
		    bool (*found)(struct mote_epoll_item *item, unsigned events, void *argument),
		    void *argument);

/*
 * Checks that EPOLL may watch TARGET: 0; -EINVAL for itself; -ELOOP where they would watch one another, or
 * more than MOTE_EPOLL_NESTS would watch each the next.
 */
int mote_epoll_check_nesting(struct mote_epoll *epoll, struct mote_file *target);

#define MOTE_EPOLL_NESTS 5

#endif
