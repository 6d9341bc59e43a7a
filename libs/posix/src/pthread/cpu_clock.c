/* SPDX-License-Identifier: BSD-3-Clause */
/* The clock of a thread's run time: its number is the thread's address, which is none of other clocks. */
#include <errno.h>
#include <stdint.h>

#include "thread.h"

int pthread_getcpuclockid(pthread_t thread, clockid_t *clock)
{
	unsigned long flags = mote_spin_lock_irqsave(&mote_pthread_lock);
	bool lives;

	lives = mote_pthread_lives(thread);
	mote_spin_unlock_irqrestore_nowake(&mote_pthread_lock, flags);
	if (!lives)
		return ESRCH;
	*clock = (uintptr_t)thread;
	return 0;
}

int mote_pthread_run_time(clockid_t clock, uint64_t *nanoseconds)
{
	const struct mote_pthread *thread = (const struct mote_pthread *)(uintptr_t)clock;
	unsigned long flags = mote_spin_lock_irqsave(&mote_pthread_lock);
	bool lives = mote_pthread_lives(thread);

	if (lives)
		*nanoseconds = mote_thread_run_time(thread->thread);
	mote_spin_unlock_irqrestore_nowake(&mote_pthread_lock, flags);
	return lives ? 0 : -EINVAL;
}
