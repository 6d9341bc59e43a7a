/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * newlib's locks. In an image where no thread is ever created nobody refers to lock_threads.c, and with it
 * to all that it takes to wait.
 */
#include "lock.h"

#include <stddef.h>

const struct mote_libc_locks *mote_libc_locks;

void __mote_lock_acquire(struct __mote_lock *lock)
{
	if (mote_libc_locks)
		mote_libc_locks->acquire(lock);
	else
		lock->__depth++;
}

int __mote_lock_try_acquire(struct __mote_lock *lock)
{
	if (mote_libc_locks)
		return mote_libc_locks->try_acquire(lock);
	lock->__depth++;
	return 0;
}

void __mote_lock_release(struct __mote_lock *lock)
{
	if (mote_libc_locks)
		mote_libc_locks->release(lock);
	else
		lock->__depth--;
}
