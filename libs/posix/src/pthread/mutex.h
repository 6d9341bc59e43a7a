/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Mutexes: one of the core's, which is what threads wait for and inherit priorities by, and what POSIX adds.
 * The kind says what that is; 0, a normal mutex with nothing else, is locked and unlocked by the few
 * instructions of mutex.c while nobody waits.
 */
#ifndef POSIX_MUTEX_H
#define POSIX_MUTEX_H

#include <mote/mutex.h>

#include "deadline.h"
#include "thread.h"

#define MOTE_MUTEX_TYPE 3u /* PTHREAD_MUTEX_NORMAL, _RECURSIVE or _ERRORCHECK */
#define MOTE_MUTEX_PROTECT 4u
#define MOTE_MUTEX_ROBUST 8u
#define MOTE_MUTEX_DESTROYED 16u

/* The state of a robust one. */
enum {
	MOTE_MUTEX_CONSISTENT,
	MOTE_MUTEX_OWNER_DIED,	   /* who locks it next is told so */
	MOTE_MUTEX_INCONSISTENT,   /* its owner was told so */
	MOTE_MUTEX_NOT_RECOVERABLE /* and has unlocked it without pthread_mutex_consistent() */
};

_Static_assert(sizeof(struct mote_mutex) == sizeof(((pthread_mutex_t *)0)->__core),
	       "sys/_pthreadtypes.h has room for the core's mutex");
_Static_assert(sizeof(struct mote_list) == sizeof(((pthread_mutex_t *)0)->__held),
	       "sys/_pthreadtypes.h has room for the links of a list");

static inline struct mote_mutex *mote_mutex_core(const pthread_mutex_t *mutex)
{
	return (struct mote_mutex *)mutex->__core;
}

static inline struct mote_list *mote_mutex_held(pthread_mutex_t *mutex)
{
	return (struct mote_list *)mutex->__held;
}

/*
 * Locks MUTEX whatever its kind, waiting as TIMING says. Returns 0 or what pthread_mutex_timedlock() does.
 * Thread context.
 */
int mote_pthread_mutex_lock(pthread_mutex_t *mutex, const struct mote_pthread_timing *timing);

/*
 * Takes the core's mutex CORE of a pthread's, waiting as TIMING says. Returns 0, EINVAL, ETIMEDOUT. Thread
 * context.
 */
int mote_pthread_mutex_wait(struct mote_mutex *core, const struct mote_pthread_timing *timing);

/*
 * SELF, the calling thread, has got the core's mutex of MUTEX. Returns 0, EOWNERDEAD, or ENOTRECOVERABLE, and
 * has given it up then.
 */
int mote_pthread_mutex_taken(pthread_mutex_t *mutex, struct mote_pthread *self);

/* Unlocks MUTEX, which SELF, the calling thread, has, however deep. */
void mote_pthread_mutex_give_up(pthread_mutex_t *mutex, struct mote_pthread *self);

/* What unlocking MUTEX means for SELF, which doesn't have it: returns EPERM where POSIX says so, or panics. */
int mote_pthread_mutex_misused(const pthread_mutex_t *mutex, const struct mote_pthread *self);

/* Has SELF run at the ceiling of MUTEX, at least. Returns 0, or EINVAL where its own priority is higher. */
int mote_pthread_ceiling_raise(const pthread_mutex_t *mutex, struct mote_pthread *self);

/* Has SELF run at the ceilings of the mutexes that it has. */
void mote_pthread_ceiling_settle(struct mote_pthread *self);

#endif
