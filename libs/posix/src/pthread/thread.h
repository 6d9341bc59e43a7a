/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What a thread is to POSIX: a thread-local variable, to which pthread_t points. Threads of
 * pthread_create() have it from the beginning; the main one, and those that code of Mote's own makes,
 * become known at the first call that concerns them (adopt.c).
 *
 * A program may have a pthread_t of a thread that is gone, whose memory may be gone too. So nothing is
 * read through one before it was looked for among the threads that live, under mote_pthread_lock.
 */
#ifndef POSIX_THREAD_H
#define POSIX_THREAD_H

#include <limits.h>
#include <mote/list.h>
#include <mote/spinlock.h>
#include <mote/thread.h>
#include <mote/wait.h>
#include <pthread.h>
#include <stdbool.h>

#include "../signal/thread_signals.h"

/* Values of so many keys lie in the thread itself; memory for the others is taken when they are set. */
#define MOTE_PTHREAD_KEYS_INSIDE 8
#define MOTE_PTHREAD_NAME_BYTES 16

struct mote_pthread {
	struct mote_thread *thread; /* NULL: it isn't known yet */
	/*
	 * How many mutexes and spin locks it has that stay locked when it ends; then it never ends for
	 * the core, since its name stands in them.
	 */
	unsigned locks;
	unsigned read_locks; /* how many read locks it has */

	struct mote_pthread *next; /* among those that live, in the same chain */
	bool is_created;	   /* by pthread_create() */
	bool is_main;
	bool is_detached;
	bool has_ended;
	bool is_kept; /* it has ended with a mutex locked */
	unsigned char policy;
	struct mote_pthread *joiner;  /* who waits for its end */
	struct mote_pthread *joining; /* for whose end it waits */
	struct mote_wait_queue end;
	size_t stack_bytes; /* as the program asked for; 0: it didn't */
	void *(*entry)(void *);
	void *argument;
	void *result;

	bool is_exiting;
	bool cancel_requested;
	bool cancel_disabled;
	bool cancel_asynchronous;
	/* Not 0: where it is now even an asynchronous cancellation waits for a cancellation point. */
	unsigned cancel_deferred;
	struct __pthread_cleanup *cleanup;

	struct mote_list held; /* mutexes that are robust or have a ceiling, which it has */
	void *values[MOTE_PTHREAD_KEYS_INSIDE];
	void **more_values; /* of the other keys; NULL: all are NULL */
	char name[MOTE_PTHREAD_NAME_BYTES];
	struct mote_signal_thread signals;
};

extern _Thread_local struct mote_pthread mote_pthread;

/* Makes the calling thread known. */
void mote_pthread_adopt(void);

/* The calling thread; never NULL. Thread context. */
static inline struct mote_pthread *mote_pthread_self(void)
{
	if (!mote_pthread.thread)
		mote_pthread_adopt();
	return &mote_pthread;
}

/* Guards which threads live, and who joins whom. */
extern struct mote_spinlock mote_pthread_lock;

/* In what follows mote_pthread_lock is held. */

/* Whether THREAD, any value, is a thread that lives or can be joined. */
bool mote_pthread_lives(const struct mote_pthread *thread);

void mote_pthread_insert(struct mote_pthread *thread);
void mote_pthread_remove(struct mote_pthread *thread);

/* Calls VISIT for each thread that lives. */
void mote_pthread_for_each(void (*visit)(struct mote_pthread *thread));

/* How many threads of pthread_create() have not ended. */
extern unsigned mote_pthread_count;

/* The lock isn't held. */

/* THREAD, which is new, is the program's from now on: it has nothing yet. */
void mote_pthread_prepare(struct mote_pthread *thread, struct mote_thread *core);

/*
 * Stores how long the thread of a clock of pthread_getcpuclockid() has run, in nanoseconds. Returns 0, or
 * -EINVAL where there is no such thread. Any context.
 */
int mote_pthread_run_time(clockid_t clock, uint64_t *nanoseconds);

/*
 * Code that an image has only if it uses what it belongs to: destructors of keys, robust mutexes. NULL until
 * then. Called in a thread that ends.
 */
extern void (*mote_pthread_keys_hook)(struct mote_pthread *self);
extern void (*mote_pthread_robust_hook)(struct mote_pthread *self);

#endif
