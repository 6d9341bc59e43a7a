/* SPDX-License-Identifier: BSD-3-Clause */
/* The locks of newlib, once there are threads. */
#ifndef LIBC_LOCK_H
#define LIBC_LOCK_H

#include <sys/lock.h>

struct mote_thread;

struct mote_libc_locks {
	void (*acquire)(struct __mote_lock *lock);
	int (*try_acquire)(struct __mote_lock *lock);
	void (*release)(struct __mote_lock *lock);
	/* The calling thread ends the program: another one that calls waits for ever. */
	void (*begin_exit)(void);
	/*
	 * From now on nobody waits long for a stream: the image ends, and a thread that has one may wait
	 * itself, for a person to type a line.
	 */
	void (*stop_waiting)(void);
};

/* NULL while the main thread is alone: it counts how often it has taken which lock, and no more. */
extern const struct mote_libc_locks *mote_libc_locks;

/* That one. */
extern struct mote_thread *mote_libc_main_thread;

/* What a thread besides the main one begins with. */
void mote_libc_locks_begin(void);

/*
 * Gives up the streams that the calling thread has locked: it is cancelled, or has ended, in the middle
 * of one, and nobody else could ever use it.
 */
void mote_libc_unlock_all(void);

#endif
