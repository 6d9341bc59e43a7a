/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * <semaphore.h>: counting semaphores (POSIX.1-2008), with sem_clockwait() of POSIX.1-2024. A post makes the
 * longest waiter of the highest priority go on; it may come from a signal handler.
 */
#ifndef _SEMAPHORE_H
#define _SEMAPHORE_H

#include <sys/cdefs.h>
#include <sys/types.h>
#include <time.h>

#ifdef __cplusplus
extern "C" {
#endif

#ifndef SEM_VALUE_MAX
#define SEM_VALUE_MAX 0x7fffffff
#endif

/* The library's alone: what mote/semaphore.h has, and a mark that it was made. */
typedef struct {
	unsigned long __words[4];
	unsigned __mark;
	unsigned __reserved;
} sem_t;

#define SEM_FAILED ((sem_t *)0)

int sem_init(sem_t *, int, unsigned);
int sem_destroy(sem_t *);
sem_t *sem_open(const char *, int, ...);
int sem_close(sem_t *);
int sem_unlink(const char *);
int sem_post(sem_t *);
int sem_wait(sem_t *);
int sem_trywait(sem_t *);
int sem_timedwait(sem_t *__restrict, const struct timespec *__restrict);
int sem_clockwait(sem_t *__restrict, clockid_t, const struct timespec *__restrict);
int sem_getvalue(sem_t *__restrict, int *__restrict);

#ifdef __cplusplus
}
#endif

#endif
