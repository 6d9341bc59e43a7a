/* SPDX-License-Identifier: BSD-3-Clause */
#include "queue.h"
#include "state.h"

/* Those that several threads share; the ones in use lie in queues. */
static struct mote_signal_entry common[MOTE_SIGNAL_QUEUE_MAX];
static struct mote_list free_entries;
static unsigned used;

struct mote_signal_entry *mote_signal_entry_alloc(void)
{
	struct mote_list *link;

	if (!free_entries.next)
		mote_list_init(&free_entries);
	link = mote_list_take_first(&free_entries);
	if (link)
		return MOTE_CONTAINER_OF(link, struct mote_signal_entry, link);
	return used < MOTE_ARRAY_SIZE(common) ? &common[used++] : NULL;
}

void mote_signal_entry_done(struct mote_signal_entry *entry)
{
	entry->is_queued = false;
	if (!entry->is_owned)
		mote_list_append(&free_entries, &entry->link);
}

void mote_signal_pending_add(struct mote_signal_pending *pending, struct mote_signal_entry *entry)
{
	entry->is_queued = true;
	mote_list_append(&pending->entries, &entry->link);
	pending->set |= mote_signal_bit(entry->info.si_signo);
}

static void take_entry(struct mote_signal_entry *entry)
{
	if (entry->leaves)
		entry->leaves(entry);
	mote_list_remove(&entry->link);
	mote_signal_entry_done(entry);
}

/* The first entry of signal N behind POSITION, NULL where there is none. */
static struct mote_signal_entry *next_of(struct mote_signal_pending *pending,
					 struct mote_list *position, int n)
{
	while ((position = position->next) != &pending->entries) {
		struct mote_signal_entry *entry =
			MOTE_CONTAINER_OF(position, struct mote_signal_entry, link);

		if (entry->info.si_signo == n)
			return entry;
	}
	return NULL;
}

int mote_signal_pending_take(struct mote_signal_pending *pending, sigset_t set, siginfo_t *info)
{
	struct mote_signal_entry *entry;
	int n = __builtin_ffsll((long long)(pending->set & set));

	if (!n)
		return 0;
	entry = next_of(pending, &pending->entries, n);
	if (!entry) {
		*info = (siginfo_t){.si_signo = n, .si_code = SI_USER};
		pending->set &= ~mote_signal_bit(n);
		return n;
	}
	if (!next_of(pending, &entry->link, n))
		pending->set &= ~mote_signal_bit(n);
	take_entry(entry);
	*info = entry->info;
	return n;
}

void mote_signal_pending_drop(struct mote_signal_pending *pending, sigset_t set)
{
	struct mote_list *link = pending->entries.next;

	pending->set &= ~set;
	while (link != &pending->entries) {
		struct mote_signal_entry *entry =
			MOTE_CONTAINER_OF(link, struct mote_signal_entry, link);

		link = link->next;
		if (mote_signal_bit(entry->info.si_signo) & set)
			take_entry(entry);
	}
}

void mote_signal_cancel_entry(struct mote_signal_entry *entry)
{
	unsigned long flags = mote_spin_lock_irqsave(&mote_signal_lock);
	struct mote_signal_pending *process = &mote_signal_process;
	int n = entry->info.si_signo;

	if (entry->is_queued) {
		take_entry(entry);
		if (!next_of(process, &process->entries, n))
			process->set &= ~mote_signal_bit(n);
	}
	mote_spin_unlock_irqrestore_nowake(&mote_signal_lock, flags);
}
