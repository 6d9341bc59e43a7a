/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * newlib's locks where there are threads: mutexes of the core. Those of streams may be held for as long as
 * a person takes to type a line, so their holder can be suspended and gets signals; those inside the library
 * may not, or a thread that is stopped there would stop everybody who wants getenv().
 */
#include <mote/mutex.h>
#include <mote/thread.h>
#include <stdbool.h>
#include <stddef.h>

#include "lock.h"

_Static_assert(sizeof(struct mote_mutex) <= sizeof(((struct __mote_lock *)0)->__mutex),
	       "sys/lock.h has room for a mutex");

/* How often others get the processor before the end of the image goes on without their stream. */
#define TRIES_AT_END 100

struct mote_thread *mote_libc_main_thread;

static struct mote_spinlock making;
static struct mote_mutex exiting = MOTE_MUTEX_INIT(exiting);
static bool is_at_end;

/* The streams that the thread has locked, the latest first. */
static _Thread_local struct __mote_lock *held;

static inline struct mote_mutex *storage_of(struct __mote_lock *lock)
{
	return (struct mote_mutex *)lock->__mutex;
}

/* What is locked already, the main thread has locked while it was alone. */
static void make_ready(struct __mote_lock *lock)
{
	unsigned long flags = mote_spin_lock_irqsave(&making);

	if (!lock->__is_ready) {
		mote_mutex_init(storage_of(lock));
		if (lock->__depth)
			storage_of(lock)->owner = (uintptr_t)mote_libc_main_thread;
		lock->__is_ready = true;
	}
	mote_spin_unlock_irqrestore_nowake(&making, flags);
}

static struct mote_mutex *mutex_of(struct __mote_lock *lock)
{
	if (!lock->__is_ready)
		make_ready(lock);
	return storage_of(lock);
}

/* What follows when the mutex is the thread's. */
static void note_stream(struct __mote_lock *lock)
{
	if (lock->__depth++ || !lock->__is_stream)
		return;
	lock->__next = held;
	held = lock;
}

static void forget_stream(const struct __mote_lock *lock)
{
	for (struct __mote_lock **link = &held; *link; link = &(*link)->__next) {
		if (*link == lock) {
			*link = lock->__next;
			return;
		}
	}
}

static bool is_own(const struct mote_mutex *mutex)
{
	return mote_mutex_owner(mutex) == mote_thread_self();
}

static void acquire_internal(struct __mote_lock *lock)
{
	struct mote_mutex *mutex = mutex_of(lock);

	mote_suspend_disable();
	if (!is_own(mutex))
		mote_mutex_lock(mutex);
	lock->__depth++;
	lock->__suspensions++;
}

static int try_acquire(struct __mote_lock *lock)
{
	struct mote_mutex *mutex = mutex_of(lock);

	if (!is_own(mutex) && mote_mutex_try_lock(mutex) != 0)
		return 1;
	note_stream(lock);
	return 0;
}

/* Who doesn't get it goes on; giving it up does nothing then. */
static void acquire_at_end(struct __mote_lock *lock)
{
	for (unsigned i = 0; i < TRIES_AT_END && try_acquire(lock) != 0; i++)
		mote_thread_yield();
}

static void acquire(struct __mote_lock *lock)
{
	struct mote_mutex *mutex;

	if (!lock->__is_stream)
		return acquire_internal(lock);
	if (is_at_end)
		return acquire_at_end(lock);
	mutex = mutex_of(lock);
	if (!is_own(mutex))
		mote_mutex_lock(mutex);
	note_stream(lock);
}

static void release(struct __mote_lock *lock)
{
	struct mote_mutex *mutex = mutex_of(lock);
	bool was_disabled = lock->__suspensions > 0;

	if (!is_own(mutex))
		return;
	if (was_disabled)
		lock->__suspensions--;
	if (--lock->__depth == 0) {
		if (lock->__is_stream)
			forget_stream(lock);
		mote_mutex_unlock(mutex);
	}
	if (was_disabled)
		mote_suspend_enable();
}

static void begin_exit(void)
{
	/* A handler that calls exit() itself goes on with the others. */
	if (!is_own(&exiting))
		mote_mutex_lock(&exiting);
}

static void stop_waiting(void)
{
	is_at_end = true;
}

void mote_libc_locks_begin(void)
{
	static const struct mote_libc_locks locks = {
		.acquire = acquire,
		.try_acquire = try_acquire,
		.release = release,
		.begin_exit = begin_exit,
		.stop_waiting = stop_waiting,
	};

	mote_libc_locks = &locks;
}

void mote_libc_unlock_all(void)
{
	while (held) {
		held->__depth = 1;
		release(held);
	}
}
