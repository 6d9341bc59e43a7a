/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Threads that pthread_create() has not made become known here, each at its first call that concerns
 * threads: the main one, and those of mote_thread_create(). Nobody can join the latter by a pthread_t, and
 * they get no signals.
 */
#include <mote/thread_end.h>

#include "thread.h"

_Thread_local struct mote_pthread mote_pthread;

void (*mote_pthread_keys_hook)(struct mote_pthread *self);
void (*mote_pthread_robust_hook)(struct mote_pthread *self);

void mote_pthread_prepare(struct mote_pthread *thread, struct mote_thread *core)
{
	mote_wait_queue_init(&thread->end, "the end of a pthread");
	mote_list_init(&thread->held);
	thread->thread = core;
}

/* A thread that was adopted ends without pthread_exit(). */
static void end_adopted(void)
{
	struct mote_pthread *self = &mote_pthread;
	unsigned long flags;

	if (!self->thread || self->is_created || self->is_exiting)
		return;
	if (mote_pthread_keys_hook)
		mote_pthread_keys_hook(self);
	if (mote_pthread_robust_hook)
		mote_pthread_robust_hook(self);
	mote_signal_thread_end(&self->signals);
	flags = mote_spin_lock_irqsave(&mote_pthread_lock);
	mote_pthread_remove(self);
	mote_spin_unlock_irqrestore(&mote_pthread_lock, flags);
}

/* The main thread is the oldest one. */
static int is_first(const struct mote_thread_view *view, void *core)
{
	return view->thread == core ? 1 : -1;
}

void mote_pthread_adopt(void)
{
	struct mote_pthread *self = &mote_pthread;
	struct mote_thread *core = mote_thread_self();
	unsigned long flags;

	self->is_main = mote_thread_for_each(is_first, core) == 1;
	self->is_detached = !self->is_main;
	mote_pthread_prepare(self, core);
	mote_thread_end_hook = end_adopted;
	flags = mote_spin_lock_irqsave(&mote_pthread_lock);
	mote_pthread_insert(self);
	mote_spin_unlock_irqrestore(&mote_pthread_lock, flags);
	mote_signal_thread_begin(&self->signals, core, self->is_main ? 0 : MOTE_SIGNALS_ALL);
}
