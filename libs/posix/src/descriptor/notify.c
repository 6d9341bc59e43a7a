/* SPDX-License-Identifier: BSD-3-Clause */
#include "watch.h"

/* One exclusive watcher that wakes somebody is enough; it goes to the end, so that they take turns. */
static void notify_all(struct mote_file *file, unsigned events)
{
	struct mote_list *link, *next;
	bool taken = false;

	for (link = file->watchers.next; link != &file->watchers; link = next) {
		struct mote_watcher *watcher = MOTE_CONTAINER_OF(link, struct mote_watcher, link);

		next = link->next;
		if (!(watcher->events & events) || (watcher->exclusive && taken))
			continue;
		if (!watcher->notify(watcher, events) || !watcher->exclusive)
			continue;
		taken = true;
		if (next != &file->watchers) {
			mote_list_remove(link);
			mote_list_append(&file->watchers, link);
		}
	}
}

void mote_file_notify(struct mote_file *file, unsigned events)
{
	unsigned long flags = mote_spin_lock_irqsave(&file->lock);

	notify_all(file, events);
	mote_spin_unlock_irqrestore(&file->lock, flags);
}
