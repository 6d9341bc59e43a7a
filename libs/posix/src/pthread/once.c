/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The state goes from NEW to RUNNING to DONE, and back from RUNNING to NEW where the thread that runs the
 * routine is cancelled in it: then another one runs it.
 */
#include <mote/compiler.h>
#include <mote/wait.h>
#include <pthread.h>

#include "../wait.h"

enum { NEW, RUNNING, DONE };

static struct mote_spinlock lock;
static struct mote_wait_queue running = MOTE_WAIT_QUEUE_INIT(running, "what is to be done once");

static void set(pthread_once_t *once, int state)
{
	unsigned long flags = mote_spin_lock_irqsave(&lock);

	__atomic_store_n(once, state, __ATOMIC_RELEASE);
	mote_wake_all(&running);
	mote_spin_unlock_irqrestore(&lock, flags);
}

static void undo(void *once)
{
	set(once, NEW);
}

/* Waits while another thread runs the routine. Returns whether this one is to run it. */
static bool is_chosen(pthread_once_t *once)
{
	unsigned long flags = mote_spin_lock_irqsave(&lock);
	bool chosen;

	while (*once == RUNNING) {
		if (mote_wait(&running, &lock, &flags) != MOTE_WAIT_INTERRUPTED)
			continue;
		mote_spin_unlock_irqrestore(&lock, flags);
		mote_posix_interrupted_never();
		flags = mote_spin_lock_irqsave(&lock);
	}
	chosen = *once == NEW;
	if (chosen)
		*once = RUNNING;
	mote_spin_unlock_irqrestore(&lock, flags);
	return chosen;
}

static MOTE_NOINLINE void run(pthread_once_t *once, void (*routine)(void))
{
	if (!is_chosen(once))
		return;
	pthread_cleanup_push(undo, once);
	routine();
	pthread_cleanup_pop(0);
	set(once, DONE);
}

int pthread_once(pthread_once_t *once, void (*routine)(void))
{
	if (__atomic_load_n(once, __ATOMIC_ACQUIRE) != DONE)
		run(once, routine);
	return 0;
}
