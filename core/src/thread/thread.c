/* SPDX-License-Identifier: BSD-3-Clause */
/* The life of a thread: created, ended, joined, freed. */
#include "thread.h"

#include <config/APPLICATION_LIBRARY.h>
#include <config/INTERRUPTS.h>
#include <config/THREAD_LOCAL.h>
#include <config/THREAD_PRIORITIES.h>
#include <config/TIME.h>
#include <mote/errno.h>
#include <mote/library.h>
#include <mote/page.h>
#include <mote/panic.h>
#include <mote/power.h>

#include "../cpu.h"
#include "../exit.h"
#include "stack.h"

#define STACK_ALIGNMENT 16
#define LEAST_STACK 2048

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

/* A stack of BYTES, or of the default size for 0, and what lies at its upper end. */
static size_t pages_for(size_t bytes)
{
	if (!bytes)
		return MOTE_THREAD_STACK_PAGES_DEFAULT;
	bytes += sizeof(struct mote_thread);
	if (CONFIG_THREAD_LOCAL)
		bytes += mote_thread_local_bytes();
	return (bytes + MOTE_PAGE_BYTES - 1) / MOTE_PAGE_BYTES;
}

/* A thread's structure and its stack. */
static struct mote_thread *allocate(const struct mote_thread_attributes *attributes)
{
	struct mote_thread *thread;

	if (CONFIG_TIME && mote_timeout_reserve() != 0)
		return NULL;
	thread = attributes->stack
			 ? mote_thread_stack_use(attributes->stack, attributes->stack_bytes)
			 : mote_thread_stack_alloc(pages_for(attributes->stack_bytes));
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

/* Where the part of the stack ends that functions use. */
static uintptr_t stack_end_for(struct mote_thread *thread)
{
	uintptr_t end = thread->stack_end;

#if CONFIG_THREAD_LOCAL
	thread->thread_pointer = mote_thread_local_begin(end);
	end = thread->thread_pointer - mote_thread_local_bytes();
#endif
	return end & -STACK_ALIGNMENT;
}

void mote_thread_begin(struct mote_thread *thread, const struct mote_thread_attributes *attributes,
		       void *(*entry)(void *), void *argument)
{
	unsigned long flags;

	*thread = (struct mote_thread){
		.stack = thread->stack,
		.stack_end = thread->stack_end,
		.entry = entry,
		.argument = argument,
		.unsliced = attributes->no_time_slice,
		.suspend_requests = attributes->suspended,
		/* Nothing but the library's own beginning runs before that. */
		.suspend_disabled = CONFIG_APPLICATION_LIBRARY,
	};
	mote_thread_init(thread, attributes->name ? attributes->name : "thread",
			 CONFIG_THREAD_PRIORITIES ? attributes->priority : 0);
	mote_arch_thread_prepare(thread, stack_end_for(thread));
	mote_exit_stop = stop_for_good;
	flags = mote_spin_lock_irqsave(&mote_scheduler_lock);
	mote_list_append(&mote_threads, &thread->all);
	mote_scheduler_ready(thread);
	mote_spin_unlock_irqrestore(&mote_scheduler_lock, flags);
}

/* What lies at its end, and room for an interrupt and a few calls. */
static size_t least_stack_bytes(void)
{
	return LEAST_STACK + (CONFIG_THREAD_LOCAL ? mote_thread_local_bytes() : 0);
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
	if (attributes->stack && attributes->stack_bytes < least_stack_bytes())
		return -EINVAL;
	free_ended();
	thread = allocate(attributes);
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
	if (CONFIG_APPLICATION_LIBRARY) {
		mote_library_thread_begin();
		mote_suspend_enable();
	}
	mote_thread_exit(self->entry(self->argument));
}

void mote_thread_exit(void *result)
{
	struct mote_thread *self = mote_thread_self();

	if (!self->stack)
		mote_exit(0);
	if (self->suspend_disabled)
		mote_panic("thread %s ended while its suspension was disabled", self->name);
	if (CONFIG_APPLICATION_LIBRARY)
		mote_library_thread_end();
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
	self->waits_for_good = true;
	while (thread->state != MOTE_THREAD_ENDED)
		interrupted |= mote_scheduler_wait(&thread->end, UINT64_MAX) ==
			       MOTE_WAIT_INTERRUPTED;
	self->waits_for_good = false;
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
