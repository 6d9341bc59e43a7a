/* SPDX-License-Identifier: BSD-3-Clause */
#include "watch.h"

void mote_file_watch(struct mote_file *file, struct mote_watcher *watcher)
{
	unsigned long flags = mote_spin_lock_irqsave(&file->lock);

	mote_list_append(&file->watchers, &watcher->link);
	mote_spin_unlock_irqrestore(&file->lock, flags);
}

void mote_file_unwatch(struct mote_file *file, struct mote_watcher *watcher)
{
	unsigned long flags = mote_spin_lock_irqsave(&file->lock);

	mote_list_remove(&watcher->link);
	mote_spin_unlock_irqrestore(&file->lock, flags);
}

unsigned mote_file_events(struct mote_file *file)
{
	unsigned events = POLLIN | POLLOUT;

	if (file->operations->poll)
		events = file->operations->poll(file);
	return events | (events & POLLIN ? POLLRDNORM : 0) | (events & POLLOUT ? POLLWRNORM : 0);
}
