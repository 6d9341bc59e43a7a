/* SPDX-License-Identifier: BSD-3-Clause */
/* Epolls that watch epolls: not in a ring, and not too deep, since each asks the next for its events. */
#include <errno.h>

#include "epoll.h"

/*
 * How many epolls hang one below the other from EPOLL on; more than can be where FORBIDDEN is among
 * them. What hangs there already is not too deep, so this isn't either.
 */
static int depth_below(const struct mote_epoll *epoll, const struct mote_epoll *forbidden)
{
	struct mote_list *link;
	int deepest = 0;

	if (epoll == forbidden)
		return MOTE_EPOLL_NESTS + 1;
	for (size_t i = 0; i < epoll->chain_count; i++) {
		MOTE_LIST_FOREACH(link, &epoll->chains[i]) {
			struct mote_file *file =
				MOTE_CONTAINER_OF(link, struct mote_epoll_item, chain)->file;
			int depth = 0;

			if (file->operations == &mote_epoll_operations)
				depth = depth_below(mote_epoll_of(file), forbidden);
			deepest = depth > deepest ? depth : deepest;
		}
	}
	return deepest + 1;
}

static bool is_item(const struct mote_watcher *watcher)
{
	return watcher->notify == mote_epoll_notify;
}

/* How many hang one above the other from EPOLL on. Who polls an epoll may come and go meanwhile. */
static int depth_above(struct mote_epoll *epoll)
{
	unsigned long irq = mote_spin_lock_irqsave(&epoll->file.lock);
	struct mote_list *link;
	int deepest = 0;

	MOTE_LIST_FOREACH(link, &epoll->file.watchers) {
		struct mote_watcher *watcher = MOTE_CONTAINER_OF(link, struct mote_watcher, link);
		int depth = 0;

		if (is_item(watcher))
			depth = depth_above(
				MOTE_CONTAINER_OF(watcher, struct mote_epoll_item, watcher)->epoll);
		deepest = depth > deepest ? depth : deepest;
	}
	mote_spin_unlock_irqrestore_nowake(&epoll->file.lock, irq);
	return deepest + 1;
}

int mote_epoll_check_nesting(struct mote_epoll *epoll, struct mote_file *target)
{
	if (target == &epoll->file)
		return -EINVAL;
	if (target->operations != &mote_epoll_operations)
		return 0;
	if (depth_above(epoll) + depth_below(mote_epoll_of(target), epoll) > MOTE_EPOLL_NESTS)
		return -ELOOP;
	return 0;
}
