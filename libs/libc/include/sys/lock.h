/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The locks inside the C library, as newlib's sources want them. They take newlib's own header's
 * place, so that a lock lies in what it guards: opening a file allocates none that could fail. All of
 * them may be taken again by the thread that has them. All zeros is a free one.
 *
 * Programs get this header by way of <stdio.h>: nothing here may have a name of theirs.
 */
#ifndef __SYS_LOCK_H__
#define __SYS_LOCK_H__

#include <_ansi.h>
#include <newlib.h>

struct __mote_lock {
	long __mutex[8];	      /* a struct mote_mutex, once there are threads */
	struct __mote_lock *__next;   /* of those that the thread has */
	unsigned __depth;	      /* how often the thread has taken it */
	unsigned short __suspensions; /* that it holds off */
	unsigned char __is_ready;     /* the mutex is one */
	unsigned char __is_stream;
};

typedef struct __mote_lock _LOCK_T;
typedef struct __mote_lock _LOCK_RECURSIVE_T;

/* Those with a name guard what the library keeps for everybody; those that are made are streams'. */
#define __LOCK_INIT(class, lock) class _LOCK_T lock
#define __LOCK_INIT_RECURSIVE(class, lock) __LOCK_INIT(class, lock)

#define __lock_init(lock) ((void)((lock) = (_LOCK_T){.__is_stream = 1}))
#define __lock_init_recursive(lock) __lock_init(lock)
#define __lock_close(lock) ((void)0)
#define __lock_close_recursive(lock) ((void)0)
#define __lock_acquire(lock) __mote_lock_acquire(&(lock))
#define __lock_acquire_recursive(lock) __mote_lock_acquire(&(lock))
#define __lock_try_acquire(lock) __mote_lock_try_acquire(&(lock))
#define __lock_try_acquire_recursive(lock) __mote_lock_try_acquire(&(lock))
#define __lock_release(lock) __mote_lock_release(&(lock))
#define __lock_release_recursive(lock) __mote_lock_release(&(lock))

#ifdef __cplusplus
extern "C" {
#endif

void __mote_lock_acquire(struct __mote_lock *lock);
/* 0, or not if another thread has it. */
int __mote_lock_try_acquire(struct __mote_lock *lock);
void __mote_lock_release(struct __mote_lock *lock);

#ifdef __cplusplus
}
#endif

#endif
