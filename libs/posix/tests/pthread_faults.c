/* SPDX-License-Identifier: BSD-3-Clause */
/* Misuse that POSIX names no error for is reported. */
#include "pthreads.h"

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

static MOTE_IN_BACKTRACE void *fault_pthread_unlock_elsewhere(void *argument)
{
	pthread_mutex_unlock(&mutex);
	return argument;
}

MOTE_FAULT(pthread_unlock, "pthread mutex *: thread * unlocks it, and thread main has it")
{
	pthread_t thread;

	pthread_mutex_lock(&mutex);
	if (pthread_create(&thread, NULL, fault_pthread_unlock_elsewhere, NULL) == 0)
		pthread_join(thread, NULL);
}

MOTE_FAULT(pthread_unlock_free, "pthread mutex *: thread main unlocks it, and nobody has it")
{
	pthread_mutex_unlock(&mutex);
}

static MOTE_IN_BACKTRACE int fault_pthread_stack_deeper(volatile int *deep)
{
	volatile int deeper[64] = {deep[0] + 1};

	return deeper[0] ? fault_pthread_stack_deeper(deeper) + deeper[1] : 0;
}

static void *overflow(void *argument)
{
	volatile int begin[1] = {0};

	return fault_pthread_stack_deeper(begin) ? argument : NULL;
}

MOTE_FAULT(pthread_stack, "page fault: write to *, the stack has overflowed")
{
	pthread_t thread;

	if (pthread_create(&thread, NULL, overflow, NULL) == 0)
		pthread_join(thread, NULL);
}

MOTE_FAULT(pthread_deadlock, "deadlock")
{
	pthread_mutex_lock(&mutex);
	pthread_mutex_lock(&mutex);
}
