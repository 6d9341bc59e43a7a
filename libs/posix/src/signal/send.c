/* SPDX-License-Identifier: BSD-3-Clause */
/* Sending: what is pending afterwards, and who is told. */
#include <errno.h>
#include <mote/alert.h>

#include "state.h"

#define STOP_SIGNALS                                                                               \
	(mote_signal_bit(SIGSTOP) | mote_signal_bit(SIGTSTP) | mote_signal_bit(SIGTTIN) |          \
	 mote_signal_bit(SIGTTOU))

/* Those whose default action is to do nothing. Stopping is one: nobody could continue an image. */
#define HARMLESS_SIGNALS                                                                           \
	(STOP_SIGNALS | mote_signal_bit(SIGCHLD) | mote_signal_bit(SIGCONT) |                      \
	 mote_signal_bit(SIGURG) | mote_signal_bit(SIGWINCH))

bool mote_signal_is_ignored(int n)
{
	const struct sigaction *action = &mote_signal_actions[n];

	if (action->sa_handler == SIG_DFL)
		return HARMLESS_SIGNALS & mote_signal_bit(n);
	return action->sa_handler == SIG_IGN;
}

static struct mote_signal_thread *signals_at(struct mote_list *link)
{
	return MOTE_CONTAINER_OF(link, struct mote_signal_thread, link);
}

/* Whether THREAD, which may be gone, can get signals. */
static bool is_alive(const struct mote_signal_thread *thread)
{
	struct mote_list *link;

	MOTE_LIST_FOREACH(link, &mote_signal_threads) {
		if (signals_at(link) == thread)
			return true;
	}
	return false;
}

static struct mote_signal_thread *first_that_waits_for(sigset_t bit)
{
	struct mote_list *link;

	MOTE_LIST_FOREACH(link, &mote_signal_threads) {
		if (signals_at(link)->waits_for & bit)
			return signals_at(link);
	}
	return NULL;
}

static struct mote_signal_thread *first_that_takes(sigset_t bit)
{
	struct mote_signal_thread *self = mote_signal_self();
	struct mote_list *link;

	if (!(self->mask & bit))
		return self;
	MOTE_LIST_FOREACH(link, &mote_signal_threads) {
		if (!(signals_at(link)->mask & bit))
			return signals_at(link);
	}
	return NULL;
}

/* Who is to be told of a signal for TARGET, or for the process; NULL where it has to wait. */
static struct mote_signal_thread *receiver(struct mote_signal_thread *target, sigset_t bit)
{
	struct mote_signal_thread *waiter;

	if (target)
		return (target->waits_for & bit) || !(target->mask & bit) ? target : NULL;
	waiter = first_that_waits_for(bit);
	return waiter ? waiter : first_that_takes(bit);
}

/* Others take what the calling thread no longer can: it has blocked it, or ends. */
static void leave(struct mote_signal_thread *self, sigset_t blocked)
{
	sigset_t left = mote_signal_process.set & blocked;

	if (mote_list_is_empty(&self->link))
		mote_signal_pending_drop(&self->pending, MOTE_SIGNALS_ALL);
	while (left) {
		sigset_t bit = left & -left;
		struct mote_signal_thread *other = receiver(NULL, bit);

		left &= ~bit;
		if (other)
			mote_thread_alert(other->thread);
	}
}

static struct mote_signal_pending *pending_of(struct mote_signal_thread *target)
{
	return target ? &target->pending : &mote_signal_process;
}

/* A stop takes back a continuation that is pending, and the other way round. */
static void drop_contrary(int n)
{
	sigset_t contrary = 0;
	struct mote_list *link;

	if (n == SIGCONT)
		contrary = STOP_SIGNALS;
	else if (STOP_SIGNALS & mote_signal_bit(n))
		contrary = mote_signal_bit(SIGCONT);
	if (!contrary)
		return;
	mote_signal_pending_drop(&mote_signal_process, contrary);
	MOTE_LIST_FOREACH(link, &mote_signal_threads)
		mote_signal_pending_drop(&signals_at(link)->pending, contrary);
}

/* What the kernel and kill() send never fails: the number alone is enough. */
static bool may_lose_info(const siginfo_t *info)
{
	return info->si_code == SI_USER || info->si_code == SI_KERNEL;
}

/*
 * Makes the signal pending for TARGET or the process and tells who may take it. Returns 0, 1 where it was
 * pending already and doesn't count twice, -EAGAIN. The lock is held.
 */
static int send(struct mote_signal_thread *target, const siginfo_t *info,
		struct mote_signal_entry *entry)
{
	int n = info->si_signo;
	sigset_t bit = mote_signal_bit(n);
	struct mote_signal_pending *pending = pending_of(target);
	struct mote_signal_thread *told = receiver(target, bit);

	mote_signal_deliver_hook = mote_signal_deliver;
	mote_signal_leave_hook = leave;
	drop_contrary(n);
	/* Where it is blocked it may be another action's by the time that it is not. */
	if (mote_signal_is_ignored(n) && told && !(told->mask & bit) && !(told->waits_for & bit))
		return 0;
	if (n < SIGRTMIN && pending->set & bit)
		return 1;
	if (!entry) {
		entry = mote_signal_entry_alloc();
		if (!entry && !may_lose_info(info))
			return -EAGAIN;
	}
	pending->set |= bit;
	if (entry) {
		entry->info = *info;
		mote_signal_pending_add(pending, entry);
	}
	if (told)
		mote_thread_alert(told->thread);
	return 0;
}

int mote_signal_send(struct mote_pthread *thread, const siginfo_t *info)
{
	struct mote_signal_thread *target = thread ? &thread->signals : NULL;
	unsigned long flags;
	int error = -ESRCH;

	if (info->si_signo == SIGKILL)
		mote_signal_terminate(SIGKILL);
	flags = mote_spin_lock_irqsave(&mote_signal_lock);
	if (!target || is_alive(target))
		error = send(target, info, NULL);
	mote_spin_unlock_irqrestore(&mote_signal_lock, flags);
	return error < 0 ? error : 0;
}

int mote_signal_check(struct mote_pthread *thread)
{
	unsigned long flags = mote_spin_lock_irqsave(&mote_signal_lock);
	bool alive = is_alive(&thread->signals);

	mote_spin_unlock_irqrestore_nowake(&mote_signal_lock, flags);
	return alive ? 0 : -ESRCH;
}

bool mote_signal_send_entry(struct mote_signal_entry *entry)
{
	unsigned long flags = mote_spin_lock_irqsave(&mote_signal_lock);
	bool sent = !entry->is_queued && send(NULL, &entry->info, entry) == 0;

	mote_spin_unlock_irqrestore(&mote_signal_lock, flags);
	return sent;
}
