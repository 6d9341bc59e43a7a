/* SPDX-License-Identifier: BSD-3-Clause */
#include "epoll.h"

#include <errno.h>
#include <mote/heap.h>
#include <mote/mutex.h>
#include <mote/thread.h>
#include <sys/stat.h>

#include "../error.h"

#define FIRST_CHAINS 8

static struct mote_mutex mutex = MOTE_MUTEX_INIT(mutex);

bool mote_epoll_lock(void)
{
	if (mote_mutex_owner(&mutex) == mote_thread_self())
		return false;
	mote_suspend_disable();
	mote_mutex_lock(&mutex);
	return true;
}

void mote_epoll_unlock(bool was_taken)
{
	if (!was_taken)
		return;
	mote_mutex_unlock(&mutex);
	mote_suspend_enable();
}

static struct mote_list *chain(const struct mote_epoll *epoll, int descriptor)
{
	return &epoll->chains[(size_t)descriptor & (epoll->chain_count - 1)];
}

static struct mote_epoll_item *item_of(struct mote_list *link)
{
	return MOTE_CONTAINER_OF(link, struct mote_epoll_item, chain);
}

struct mote_epoll_item *mote_epoll_find(struct mote_epoll *epoll, int descriptor,
					const struct mote_file *file)
{
	struct mote_list *head = chain(epoll, descriptor);
	struct mote_list *link;

	MOTE_LIST_FOREACH(link, head)
		if (item_of(link)->descriptor == descriptor && item_of(link)->file == file)
			return item_of(link);
	return NULL;
}

static struct mote_list *make_chains(size_t count)
{
	struct mote_list *chains = mote_heap_alloc(count * sizeof(*chains));

	for (size_t i = 0; chains && i < count; i++)
		mote_list_init(&chains[i]);
	return chains;
}

int mote_epoll_make_room(struct mote_epoll *epoll)
{
	struct mote_list *old = epoll->chains;
	size_t old_count = epoll->chain_count;
	struct mote_list *chains, *link;

	if (epoll->item_count < old_count)
		return 0;
	chains = make_chains(2 * old_count);
	if (!chains)
		return -ENOMEM;
	epoll->chains = chains;
	epoll->chain_count = 2 * old_count;
	for (size_t i = 0; i < old_count; i++)
		while ((link = mote_list_take_first(&old[i])))
			mote_list_append(chain(epoll, item_of(link)->descriptor), link);
	mote_heap_free(old);
	return 0;
}

void mote_epoll_insert(struct mote_epoll *epoll, struct mote_epoll_item *item)
{
	mote_list_append(chain(epoll, item->descriptor), &item->chain);
	epoll->item_count++;
}

static void leave_ready(struct mote_epoll_item *item)
{
	unsigned long irq = mote_spin_lock_irqsave(&item->epoll->lock);

	if (item->is_ready)
		mote_list_remove(&item->ready);
	item->is_ready = false;
	mote_spin_unlock_irqrestore(&item->epoll->lock, irq);
}

void mote_epoll_remove(struct mote_epoll_item *item)
{
	mote_file_unwatch(item->file, &item->watcher);
	leave_ready(item);
	mote_list_remove(&item->chain);
	item->epoll->item_count--;
	mote_heap_free(item);
}

/* The last reference to a file has gone: all that still watch it are items. */
static void forget(struct mote_file *file)
{
	bool was_taken = mote_epoll_lock();
	struct mote_list *link;

	while ((link = file->watchers.next) != &file->watchers)
		mote_epoll_remove(MOTE_CONTAINER_OF(link, struct mote_epoll_item, watcher.link));
	mote_epoll_unlock(was_taken);
}

static int epoll_close(struct mote_file *file)
{
	struct mote_epoll *epoll = mote_epoll_of(file);
	bool was_taken = mote_epoll_lock();
	struct mote_list *link;

	for (size_t i = 0; i < epoll->chain_count; i++)
		while ((link = epoll->chains[i].next) != &epoll->chains[i])
			mote_epoll_remove(item_of(link));
	mote_epoll_unlock(was_taken);
	mote_heap_free(epoll->chains);
	mote_heap_free(epoll);
	return 0;
}

bool mote_epoll_notify(struct mote_watcher *watcher, unsigned events)
{
	struct mote_epoll_item *item = MOTE_CONTAINER_OF(watcher, struct mote_epoll_item, watcher);
	struct mote_epoll *epoll = item->epoll;
	unsigned long irq = mote_spin_lock_irqsave(&epoll->lock);
	bool woken = false;

	(void)events;
	if (!item->is_ready) {
		mote_list_append(&epoll->ready, &item->ready);
		item->is_ready = true;
		woken = mote_wake_one(&epoll->waiters) != NULL;
	}
	mote_file_notify(&epoll->file, POLLIN);
	mote_spin_unlock_irqrestore(&epoll->lock, irq);
	return woken;
}

static bool stay(struct mote_epoll_item *item, unsigned events, void *argument)
{
	(void)item;
	(void)events;
	(void)argument;
	return true;
}

/* An epoll is readable as long as one of its items is. */
static unsigned epoll_poll(struct mote_file *file)
{
	bool was_taken = mote_epoll_lock();
	int count = mote_epoll_look(mote_epoll_of(file), 1, stay, NULL);

	mote_epoll_unlock(was_taken);
	return count ? POLLIN : 0;
}

static int epoll_stat(struct mote_file *file, struct stat *status)
{
	(void)file;
	status->st_mode = S_IRUSR | S_IWUSR;
	return 0;
}

const struct mote_file_operations mote_epoll_operations = {
	.name = "epoll",
	.stat = epoll_stat,
	.poll = epoll_poll,
	.close = epoll_close,
};

static struct mote_epoll *make_epoll(void)
{
	struct mote_epoll *epoll = mote_heap_alloc_zeroed(1, sizeof(*epoll));
	struct mote_list *chains = make_chains(FIRST_CHAINS);

	if (!epoll || !chains) {
		mote_heap_free(chains);
		mote_heap_free(epoll);
		return NULL;
	}
	mote_file_init(&epoll->file, &mote_epoll_operations, O_RDWR);
	epoll->chains = chains;
	epoll->chain_count = FIRST_CHAINS;
	mote_list_init(&epoll->ready);
	mote_wait_queue_init(&epoll->waiters, "events");
	mote_file_forget_watchers = forget;
	return epoll;
}

int epoll_create1(int flags)
{
	struct mote_epoll *epoll;
	int descriptor;

	if (flags & ~EPOLL_CLOEXEC)
		return (int)mote_posix_result(-EINVAL);
	epoll = make_epoll();
	if (!epoll)
		return (int)mote_posix_result(-ENOMEM);
	descriptor = mote_descriptor_install(&epoll->file, flags);
	if (descriptor < 0)
		mote_file_release(&epoll->file);
	return (int)mote_posix_result(descriptor);
}

int epoll_create(int size)
{
	return size > 0 ? epoll_create1(0) : (int)mote_posix_result(-EINVAL);
}
