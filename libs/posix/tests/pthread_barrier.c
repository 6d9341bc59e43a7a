/* SPDX-License-Identifier: BSD-3-Clause */
/* Barriers, and what is done once. */
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

#include "pthreads.h"

#define THREADS 4
#define ROUNDS 20

static int arrived[ROUNDS];
static int serial[ROUNDS];

static void *meet(void *argument)
{
	pthread_barrier_t *barrier = argument;

	for (int i = 0; i < ROUNDS; i++) {
		int result;

		__atomic_add_fetch(&arrived[i], 1, __ATOMIC_RELAXED);
		result = pthread_barrier_wait(barrier);
		MOTE_CHECK_EQUAL(arrived[i], THREADS);
		if (result == PTHREAD_BARRIER_SERIAL_THREAD)
			__atomic_add_fetch(&serial[i], 1, __ATOMIC_RELAXED);
		else
			MOTE_CHECK_EQUAL(result, 0);
	}
	return NULL;
}

MOTE_TEST(pthread_barrier,
	  "pthread: a barrier lets all go on when all are there, and names one of them")
{
	pthread_barrier_t barrier;
	pthread_t threads[THREADS];

	MOTE_CHECK_EQUAL(pthread_barrier_init(&barrier, NULL, 0), EINVAL);
	MOTE_REQUIRE(pthread_barrier_init(&barrier, NULL, THREADS) == 0);
	for (int i = 0; i < ROUNDS; i++)
		arrived[i] = serial[i] = 0;
	for (int i = 0; i < THREADS; i++)
		MOTE_REQUIRE(pthread_create(&threads[i], NULL, meet, &barrier) == 0);
	for (int i = 0; i < THREADS; i++)
		pthread_join(threads[i], NULL);
	for (int i = 0; i < ROUNDS; i++)
		MOTE_CHECK_EQUAL(serial[i], 1);
	MOTE_CHECK_EQUAL(pthread_barrier_destroy(&barrier), 0);
	MOTE_CHECK_EQUAL(pthread_barrier_destroy(&barrier), EINVAL);
	MOTE_CHECK_EQUAL(pthread_barrier_wait(&barrier), EINVAL);
}

static void *wait_and_free(void *barrier)
{
	if (pthread_barrier_wait(barrier) == PTHREAD_BARRIER_SERIAL_THREAD) {
		MOTE_CHECK_EQUAL(pthread_barrier_destroy(barrier), 0);
		free(barrier);
	}
	return NULL;
}

MOTE_TEST(pthread_barrier_freed, "pthread: the serial thread may free the barrier at once")
{
	pthread_barrier_t *barrier = malloc(sizeof(*barrier));
	pthread_t threads[THREADS];

	MOTE_REQUIRE(barrier && pthread_barrier_init(barrier, NULL, THREADS) == 0);
	for (int i = 0; i < THREADS; i++)
		MOTE_REQUIRE(start(&threads[i], MAIN_PRIORITY + 1 + i, wait_and_free, barrier));
	for (int i = 0; i < THREADS; i++)
		pthread_join(threads[i], NULL);
}

static volatile int handled;

static void handle(int signal)
{
	(void)signal;
	handled++;
}

static void *wait_once(void *barrier)
{
	return (void *)(intptr_t)pthread_barrier_wait(barrier);
}

MOTE_TEST(pthread_barrier_handler,
	  "pthread: a signal is handled at a barrier, and the wait goes on")
{
	struct sigaction action = {.sa_handler = handle}, old;
	pthread_barrier_t barrier;
	pthread_t thread;
	void *result;

	handled = 0;
	MOTE_REQUIRE(pthread_barrier_init(&barrier, NULL, 2) == 0);
	MOTE_REQUIRE(sigaction(SIGUSR1, &action, &old) == 0);
	MOTE_REQUIRE(start(&thread, MAIN_PRIORITY + 1, wait_once, &barrier));
	MOTE_CHECK_EQUAL(pthread_kill(thread, SIGUSR1), 0);
	MOTE_CHECK_EQUAL(handled, 1);
	MOTE_CHECK_EQUAL(pthread_barrier_destroy(&barrier), EBUSY);
	MOTE_CHECK_EQUAL(pthread_barrier_wait(&barrier), PTHREAD_BARRIER_SERIAL_THREAD);
	pthread_join(thread, &result);
	MOTE_CHECK_EQUAL(result, 0);
	MOTE_CHECK_EQUAL(pthread_barrier_destroy(&barrier), 0);
	sigaction(SIGUSR1, &old, NULL);
}

static pthread_barrier_t *away_from;

/* The barrier is passed and destroyed while this thread is in here. */
static void pass(int signal)
{
	(void)signal;
	MOTE_CHECK_EQUAL(pthread_barrier_wait(away_from), PTHREAD_BARRIER_SERIAL_THREAD);
	handled++;
}

MOTE_TEST(pthread_barrier_away, "pthread: others pass a barrier while a signal is handled at it")
{
	struct sigaction action = {.sa_handler = pass}, old;
	pthread_barrier_t barrier;
	pthread_t thread;
	void *result;

	handled = 0;
	away_from = &barrier;
	MOTE_REQUIRE(pthread_barrier_init(&barrier, NULL, 2) == 0);
	MOTE_REQUIRE(sigaction(SIGUSR1, &action, &old) == 0);
	MOTE_REQUIRE(start(&thread, MAIN_PRIORITY + 1, wait_once, &barrier));
	MOTE_CHECK_EQUAL(pthread_kill(thread, SIGUSR1), 0);
	MOTE_CHECK_EQUAL(handled, 1);
	pthread_join(thread, &result);
	MOTE_CHECK_EQUAL(result, 0);
	MOTE_CHECK_EQUAL(pthread_barrier_destroy(&barrier), 0);
	sigaction(SIGUSR1, &old, NULL);
}

static pthread_once_t once = PTHREAD_ONCE_INIT;
static int times;

static void sleep_and_count(void)
{
	if (!times)
		sleep(1000);
	times++;
}

static void *do_once(void *argument)
{
	pthread_once(&once, sleep_and_count);
	MOTE_CHECK_EQUAL(times, 10);
	return argument;
}

MOTE_TEST(pthread_once,
	  "pthread: what is to be done once is done by another where a thread is cancelled in it")
{
	pthread_t cancelled, others[2];
	void *result;

	times = 0;
	MOTE_REQUIRE(start(&cancelled, MAIN_PRIORITY + 1, do_once, NULL));
	for (int i = 0; i < 2; i++)
		MOTE_REQUIRE(start(&others[i], MAIN_PRIORITY + 2, do_once, NULL));
	MOTE_CHECK_EQUAL(times, 0);
	times = 9;
	MOTE_CHECK_EQUAL(pthread_cancel(cancelled), 0);
	pthread_join(cancelled, &result);
	MOTE_CHECK_EQUAL(result, PTHREAD_CANCELED);
	for (int i = 0; i < 2; i++)
		pthread_join(others[i], NULL);
	MOTE_CHECK_EQUAL(times, 10);
	pthread_once(&once, sleep_and_count);
	MOTE_CHECK_EQUAL(times, 10);
}
