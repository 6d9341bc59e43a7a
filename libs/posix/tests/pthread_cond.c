/* SPDX-License-Identifier: BSD-3-Clause */
/* Condition variables. */
#include <errno.h>
#include <signal.h>

#include "pthreads.h"

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t cond = PTHREAD_COND_INITIALIZER;
static int woken[4];
static int woken_count;
static int tickets;

static void *wait_and_note(void *number)
{
	pthread_mutex_lock(&mutex);
	while (!tickets)
		pthread_cond_wait(&cond, &mutex);
	tickets--;
	woken[woken_count++] = (int)(intptr_t)number;
	pthread_mutex_unlock(&mutex);
	return NULL;
}

/* Has COUNT threads wait, the first of the lowest priority; all above the main thread's. */
static bool start_waiters(pthread_t *threads, int count)
{
	woken_count = 0;
	tickets = 0;
	for (int i = 0; i < count; i++)
		if (!start(&threads[i], MAIN_PRIORITY + 1 + i, wait_and_note, (void *)(intptr_t)i))
			return false;
	return true;
}

MOTE_TEST(pthread_cond_signal, "pthread: a signal wakes one, that of the highest priority")
{
	pthread_t threads[3];

	MOTE_REQUIRE(start_waiters(threads, 3));
	MOTE_CHECK_EQUAL(pthread_cond_destroy(&cond), EBUSY);
	for (int i = 0; i < 3; i++) {
		tickets = 1;
		MOTE_CHECK_EQUAL(pthread_cond_signal(&cond), 0);
		MOTE_CHECK_EQUAL(woken_count, i + 1);
		MOTE_CHECK_EQUAL(woken[i], 2 - i);
	}
	for (int i = 0; i < 3; i++)
		pthread_join(threads[i], NULL);
	MOTE_CHECK_EQUAL(pthread_cond_signal(&cond), 0);
	MOTE_CHECK_EQUAL(pthread_cond_destroy(&cond), 0);
}

MOTE_TEST(pthread_cond_broadcast,
	  "pthread: a broadcast wakes all, in the order of their priorities")
{
	pthread_t threads[4];

	MOTE_REQUIRE(start_waiters(threads, 4));
	pthread_mutex_lock(&mutex);
	tickets = 4;
	MOTE_CHECK_EQUAL(pthread_cond_broadcast(&cond), 0);
	MOTE_CHECK_EQUAL(woken_count, 0);
	pthread_mutex_unlock(&mutex);
	MOTE_CHECK_EQUAL(woken_count, 4);
	for (int i = 0; i < 4; i++) {
		MOTE_CHECK_EQUAL(woken[i], 3 - i);
		pthread_join(threads[i], NULL);
	}
}

/* Waits for 20 ms by CLOCK, which COND is timed by. */
static void wait_by(pthread_cond_t *timed, clockid_t clock)
{
	struct timespec time = in(clock, 20);
	int result;

	pthread_mutex_lock(&mutex);
	do
		result = pthread_cond_timedwait(timed, &mutex, &time);
	while (result == 0);
	MOTE_CHECK_EQUAL(result, ETIMEDOUT);
	MOTE_CHECK(has_come(clock, time));
	/* It has come already, and the mutex was given up and taken again nonetheless. */
	MOTE_CHECK_EQUAL(pthread_cond_timedwait(timed, &mutex, &time), ETIMEDOUT);
	time.tv_nsec = -1;
	MOTE_CHECK_EQUAL(pthread_cond_timedwait(timed, &mutex, &time), EINVAL);
	MOTE_CHECK_EQUAL(pthread_mutex_unlock(&mutex), 0);
}

MOTE_TEST(pthread_cond_timed, "pthread: a wait ends when its clock says so, real or monotonic")
{
	struct timespec time = in(CLOCK_MONOTONIC, 20);
	pthread_condattr_t attr;
	pthread_cond_t monotonic;
	clockid_t clock;

	MOTE_CHECK_EQUAL(pthread_condattr_init(&attr), 0);
	MOTE_CHECK_EQUAL(pthread_condattr_getclock(&attr, &clock), 0);
	MOTE_CHECK_EQUAL(clock, CLOCK_REALTIME);
	MOTE_CHECK_EQUAL(pthread_condattr_setclock(&attr, CLOCK_PROCESS_CPUTIME_ID), EINVAL);
	MOTE_CHECK_EQUAL(pthread_condattr_setclock(&attr, CLOCK_MONOTONIC), 0);
	MOTE_CHECK_EQUAL(pthread_cond_init(&monotonic, &attr), 0);
	wait_by(&cond, CLOCK_REALTIME);
	wait_by(&monotonic, CLOCK_MONOTONIC);
	pthread_mutex_lock(&mutex);
	MOTE_CHECK_EQUAL(pthread_cond_clockwait(&cond, &mutex, CLOCK_MONOTONIC, &time), ETIMEDOUT);
	pthread_mutex_unlock(&mutex);
	MOTE_CHECK_EQUAL(pthread_cond_destroy(&monotonic), 0);
}

MOTE_TEST(pthread_cond_recursive,
	  "pthread: a wait gives a recursive mutex up wholly, and not another's")
{
	pthread_mutex_t recursive = PTHREAD_RECURSIVE_MUTEX_INITIALIZER_NP;
	struct timespec time = in(CLOCK_REALTIME, 1);

	MOTE_CHECK_EQUAL(pthread_cond_timedwait(&cond, &recursive, &time), EPERM);
	pthread_mutex_lock(&recursive);
	pthread_mutex_lock(&recursive);
	MOTE_CHECK_EQUAL(pthread_cond_timedwait(&cond, &recursive, &time), ETIMEDOUT);
	MOTE_CHECK_EQUAL(pthread_mutex_unlock(&recursive), 0);
	MOTE_CHECK_EQUAL(pthread_mutex_unlock(&recursive), 0);
	MOTE_CHECK_EQUAL(pthread_mutex_unlock(&recursive), EPERM);
}

static volatile int handled;

static void handle(int signal)
{
	(void)signal;
	handled++;
}

static int returned;

/* Notes what the wait returns; it is cancelled in the end. */
static void *wait_and_return(void *argument)
{
	pthread_mutex_lock(&mutex);
	while (!tickets)
		returned |= pthread_cond_wait(&cond, &mutex);
	pthread_mutex_unlock(&mutex);
	return argument;
}

MOTE_TEST(pthread_cond_handler,
	  "pthread: the handler of a signal runs in a waiter, which goes on waiting")
{
	struct sigaction action = {.sa_handler = handle}, old;
	pthread_t thread;

	handled = returned = tickets = 0;
	MOTE_REQUIRE(sigaction(SIGUSR1, &action, &old) == 0);
	MOTE_REQUIRE(start(&thread, MAIN_PRIORITY + 1, wait_and_return, NULL));
	for (int i = 0; i < 3; i++) {
		MOTE_CHECK_EQUAL(pthread_kill(thread, SIGUSR1), 0);
		MOTE_CHECK_EQUAL(handled, i + 1);
	}
	pthread_mutex_lock(&mutex);
	tickets = 1;
	pthread_cond_signal(&cond);
	pthread_mutex_unlock(&mutex);
	pthread_join(thread, NULL);
	MOTE_CHECK_EQUAL(returned, 0);
	sigaction(SIGUSR1, &old, NULL);
}
