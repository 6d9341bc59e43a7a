/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Who looks takes the whole ready list, so that what becomes ready meanwhile is looked at another time. An
 * item counts as not ready from just before its file is asked: what happens from then on puts it into
 * the list again, and nothing is missed.
 */
#include "epoll.h"

/* Puts all of LIST behind POSITION, in their order. */
static void move_all(struct mote_list *list, struct mote_list *position)
{
	if (mote_list_is_empty(list))
		return;
	list->previous->next = position->next;
	position->next->previous = list->previous;
	position->next = list->next;
	list->next->previous = position;
	mote_list_init(list);
}

static struct mote_epoll_item *take(struct mote_epoll *epoll, struct mote_list *list)
{
	unsigned long irq = mote_spin_lock_irqsave(&epoll->lock);
	struct mote_list *link = mote_list_take_first(list);
	struct mote_epoll_item *item = NULL;

	if (link) {
		item = MOTE_CONTAINER_OF(link, struct mote_epoll_item, ready);
		item->is_ready = false;
	}
	mote_spin_unlock_irqrestore_nowake(&epoll->lock, irq);
	return item;
}

static void keep(struct mote_epoll_item *item, struct mote_list *list)
{
	unsigned long irq = mote_spin_lock_irqsave(&item->epoll->lock);

	if (!item->is_ready)
		mote_list_append(list, &item->ready);
	item->is_ready = true;
	mote_spin_unlock_irqrestore_nowake(&item->epoll->lock, irq);
}

int mote_epoll_look(struct mote_epoll *epoll, int count,
		    bool (*found)(struct mote_epoll_item *item, unsigned events, void *argument),
		    void *argument)
{
	struct mote_list unseen = MOTE_LIST_INIT(unseen);
	struct mote_list kept = MOTE_LIST_INIT(kept);
	struct mote_epoll_item *item;
	unsigned long irq;
	int ready = 0;

	irq = mote_spin_lock_irqsave(&epoll->lock);
	move_all(&epoll->ready, &unseen);
	mote_spin_unlock_irqrestore_nowake(&epoll->lock, irq);
	while (ready < count && (item = take(epoll, &unseen))) {
		unsigned events = mote_file_events(item->file) & item->watcher.events;

		if (!events)
			continue;
		ready++;
		if (found(item, events, argument))
			keep(item, &kept);
	}
	irq = mote_spin_lock_irqsave(&epoll->lock);
	move_all(&unseen, &epoll->ready);
	move_all(&kept, epoll->ready.previous);
	/* What is left is for another thread, which may have seen an empty list meanwhile. */
	if (!mote_list_is_empty(&epoll->ready))
		mote_wake_one(&epoll->waiters);
	mote_spin_unlock_irqrestore(&epoll->lock, irq);
	return ready;
}
