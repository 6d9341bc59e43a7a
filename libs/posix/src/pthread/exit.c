/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The end of a thread: first what the program wants done, then it is told to who waits for it, and at last the
 * core ends it. The main thread's end for the core would be the image's, so that one waits until all others
 * have ended.
 */
#include <mote/library.h>
#include <stdlib.h>

#include "thread.h"

static struct mote_wait_queue no_more = MOTE_WAIT_QUEUE_INIT(no_more, "the end of all pthreads");
static struct mote_wait_queue never =
	MOTE_WAIT_QUEUE_INIT(never, "nothing: it has ended with a mutex locked");

static void run_cleanup(struct mote_pthread *self)
{
	while (self->cleanup) {
		struct __pthread_cleanup *cleanup = self->cleanup;

		self->cleanup = cleanup->__outer;
		cleanup->__routine(cleanup->__argument);
	}
}

/* Tells that SELF has ended. */
static void tell_end(struct mote_pthread *self, void *result)
{
	unsigned long flags = mote_spin_lock_irqsave(&mote_pthread_lock);

	self->result = result;
	self->has_ended = true;
	self->is_kept = self->locks != 0;
	if (self->is_detached)
		mote_pthread_remove(self);
	mote_wake_all(&self->end);
	if (self->is_created && !--mote_pthread_count)
		mote_wake_all(&no_more);
	mote_spin_unlock_irqrestore(&mote_pthread_lock, flags);
}

static _Noreturn void end_main(void)
{
	unsigned long flags = mote_spin_lock_irqsave(&mote_pthread_lock);

	while (mote_pthread_count)
		mote_wait(&no_more, &mote_pthread_lock, &flags);
	mote_spin_unlock_irqrestore(&mote_pthread_lock, flags);
	exit(0);
}

/* Its name stands in a mutex: nobody else's may stand there instead, so its memory is never freed. */
static _Noreturn void keep(void)
{
	static struct mote_spinlock lock;
	unsigned long flags;

	mote_library_thread_end();
	flags = mote_spin_lock_irqsave(&lock);
	for (;;)
		mote_wait(&never, &lock, &flags);
}

_Noreturn void pthread_exit(void *result)
{
	struct mote_pthread *self = mote_pthread_self();

	self->is_exiting = true;
	run_cleanup(self);
	if (mote_pthread_keys_hook)
		mote_pthread_keys_hook(self);
	if (mote_pthread_robust_hook)
		mote_pthread_robust_hook(self);
	mote_signal_thread_end(&self->signals);
	tell_end(self, result);
	if (self->is_main)
		end_main();
	if (self->is_kept)
		keep();
	mote_thread_exit(result);
}
