/* SPDX-License-Identifier: BSD-3-Clause */
/* What a sem_t is: a semaphore of the core, and a mark that tells it from memory that was never one. */
#ifndef POSIX_IPC_SEM_H
#define POSIX_IPC_SEM_H

#include <mote/semaphore.h>
#include <semaphore.h>
#include <stdbool.h>

#include "../pthread/deadline.h"

#define SEM_MARK_UNNAMED 0x53656d61u
#define SEM_MARK_NAMED 0x53656d6eu

_Static_assert(sizeof(struct mote_semaphore) <= sizeof(((sem_t *)0)->__words),
	       "a semaphore of the core fits into a sem_t");
_Static_assert(SEM_VALUE_MAX == MOTE_SEMAPHORE_MAX, "both count equally far");

static inline struct mote_semaphore *mote_sem_core(sem_t *sem)
{
	return (struct mote_semaphore *)sem->__words;
}

static inline bool mote_sem_is_one(const sem_t *sem)
{
	return sem && (sem->__mark == SEM_MARK_UNNAMED || sem->__mark == SEM_MARK_NAMED);
}

/*
 * Takes one from SEMAPHORE, waiting as long as TIMING says, NULL for ever. Returns 0, -ETIMEDOUT, -EINTR,
 * -EINVAL where it would wait and TIMING makes no sense; a cancellation point while it waits. Nothing may
 * be held that is lost with the thread. Thread context.
 */
int mote_sem_take(struct mote_semaphore *semaphore, const struct mote_pthread_timing *timing);

#endif
