/* SPDX-License-Identifier: BSD-3-Clause */
#include <errno.h>

#include "thread.h"

/* Takes THREAD, any value, from those who may join it. Returns 0 or an error. */
static int take(struct mote_pthread *thread)
{
	unsigned long flags = mote_spin_lock_irqsave(&mote_pthread_lock);
	int error = 0;

	if (!mote_pthread_lives(thread))
		error = ESRCH;
	else if (thread->is_detached || thread->joiner)
		error = EINVAL;
	else
		thread->is_detached = true;
	if (!error && thread->has_ended)
		mote_pthread_remove(thread);
	mote_spin_unlock_irqrestore_nowake(&mote_pthread_lock, flags);
	return error;
}

int pthread_detach(pthread_t thread)
{
	int error = take(thread);

	if (!error && !thread->is_main)
		mote_thread_detach(thread->thread);
	return error;
}
