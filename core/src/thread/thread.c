/* SPDX-License-Identifier: BSD-3-Clause */
/* The life of a thread: created, ended, joined, freed. */
#include "thread.h"

#include <config/INTERRUPTS.h>
#include <config/THREAD_PRIORITIES.h>
#include <config/TIME.h>
#include <mote/errno.h>
#include <mote/page.h>
#include <mote/panic.h>
#include <mote/power.h>

#include "../cpu.h"
#include "../exit.h"
#include "stack.h"

/*
 * Detached threads that have ended: none can free the stack it stands on, so others do. The
 * scheduler's lock guards the list.
 */
static struct mote_list ended = MOTE_LIST_INIT(ended);

/* Forgets THREAD, which has ended. */
static void free_thread(struct mote_thread *thread)
{
	unsigned long flags = mote_spin_lock_irqsave(&mote_scheduler_lock);

	mote_list_remove(&thread->all);
	mote_spin_unlock_irqrestore(&mote_scheduler_lock, flags);
	mote_thread_stack_free(thread);
	if (CONFIG_TIME)
		mote_timeout_release();
}

static void free_ended(void)
{
	while (!mote_list_is_empty(&ended)) {
		unsigned long flags = mote_spin_lock_irqsave(&mote_scheduler_lock);
		struct mote_list *link = mote_list_take_first(&ended);

		mote_spin_unlock_irqrestore(&mote_scheduler_lock, flags);
		if (link)
			free_thread(MOTE_CONTAINER_OF(link, struct mote_thread, link));
	}
}

/* A thread's structure on a stack of BYTES, or of the default size for 0. */
static struct mote_thread *allocate(size_t bytes)
{
	size_t pages = MOTE_THREAD_STACK_PAGES_DEFAULT;
	struct mote_thread *thread;

	if (bytes)
		pages = (bytes + sizeof(*thread) + MOTE_PAGE_BYTES - 1) / MOTE_PAGE_BYTES;
	if (CONFIG_TIME && mote_timeout_reserve() != 0)
		return NULL;
	thread = mote_thread_stack_alloc(pages);
	if (!thread && CONFIG_TIME)
		mote_timeout_release();
	return thread;
}

/* Without a wait queue: nobody will wake the thread. Interrupts are masked. */
static _Noreturn void stop_for_good(void)
{
	mote_spin_lock(&mote_scheduler_lock);
	for (;;) {
		mote_scheduler_unready(mote_thread_self(), MOTE_THREAD_SUSPENDED);
		mote_scheduler_switch();
	}
}

void mote_thread_begin(struct mote_thread *thread, const struct mote_thread_attributes *attributes,
		       void *(*entry)(void *), void *argument)
{
	unsigned long flags;

	*thread = (struct mote_thread){
		.stack = thread->stack,
		.stack_pages = thread->stack_pages,
		.entry = entry,
		.argument = argument,
	};
	mote_thread_init(thread, attributes->name ? attributes->name : "thread",
			 CONFIG_THREAD_PRIORITIES ? attributes->priority : 0);
	mote_arch_thread_prepare(thread, (uintptr_t)thread);
	mote_exit_stop = stop_for_good;
	flags = mote_spin_lock_irqsave(&mote_scheduler_lock);
	mote_list_append(&mote_threads, &thread->all);
	mote_scheduler_ready(thread);
	mote_spin_unlock_irqrestore(&mote_scheduler_lock, flags);
}

int mote_thread_create(struct mote_thread **result, const struct mote_thread_attributes *attributes,
		       void *(*entry)(void *), void *argument)
{
	static const struct mote_thread_attributes defaults = MOTE_THREAD_DEFAULTS;
	struct mote_thread *thread;

	if (!attributes)
		attributes = &defaults;
	if (attributes->priority > MOTE_PRIORITY_HIGHEST || attributes->stack_bytes > SIZE_MAX / 2)
		return -EINVAL;
	free_ended();
	thread = allocate(attributes->stack_bytes);
	if (!thread)
		return -ENOMEM;
	*result = thread;
	mote_thread_begin(thread, attributes, entry, argument);
	return 0;
}

void mote_thread_main(void)
{
	struct mote_thread *self = mote_thread_self();

	/* Who switched here held the scheduler's lock; a new thread begins without it. */
	mote_spin_unlock(&mote_scheduler_lock);
	if (CONFIG_INTERRUPTS && mote_cpu()->interrupts_on)
		mote_plat_irq_enable();
	mote_thread_exit(self->entry(self->argument));
}

void mote_thread_exit(void *result)
{
	struct mote_thread *self = mote_thread_self();

	if (!self->stack)
		mote_exit(0);
	if (self->suspend_disabled)
		mote_panic("thread %s ended while its suspension was disabled", self->name);
	free_ended();
	mote_spin_lock_irqsave(&mote_scheduler_lock);
	if (!mote_list_is_empty(&self->contended))
		mote_panic("thread %s ended while it had a mutex that others wait for", self->name);
	self->result = result;
	mote_scheduler_unready(self, MOTE_THREAD_ENDED);
	if (self->detached)
		mote_list_append(&ended, &self->link);
	else
		mote_scheduler_wake_all(&self->end);
	mote_scheduler_switch();
	mote_panic("a thread that has ended was continued");
}

int mote_thread_join(struct mote_thread *thread, void **result)
{
	struct mote_thread *self = mote_thread_self();
	bool interrupted = false;
	unsigned long flags;

	if (thread == self)
		return -EDEADLK;
	flags = mote_spin_lock_irqsave(&mote_scheduler_lock);
	if (thread->detached || thread->has_joiner) {
		mote_spin_unlock_irqrestore(&mote_scheduler_lock, flags);
		return -EINVAL;
	}
	thread->has_joiner = true;
	while (thread->state != MOTE_THREAD_ENDED)
		interrupted |= mote_scheduler_wait(&thread->end, UINT64_MAX) ==
			       MOTE_WAIT_INTERRUPTED;
	/* Joining can't say that it was interrupted; the next wait does. */
	self->interrupted |= interrupted;
	mote_spin_unlock_irqrestore(&mote_scheduler_lock, flags);
	if (result)
		*result = thread->result;
	free_thread(thread);
	return 0;
}

int mote_thread_detach(struct mote_thread *thread)
{
	unsigned long flags = mote_spin_lock_irqsave(&mote_scheduler_lock);
	bool ended = thread->state == MOTE_THREAD_ENDED;
	bool taken = thread->detached || thread->has_joiner;

	if (!taken)
		thread->detached = true;
	mote_spin_unlock_irqrestore(&mote_scheduler_lock, flags);
	if (taken)
		return -EINVAL;
	if (ended)
		free_thread(thread);
	return 0;
}
