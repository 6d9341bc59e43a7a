/* SPDX-License-Identifier: BSD-3-Clause */
/* Cancellation, cleanup handlers and thread-specific data: what happens at the end of a thread. */
#include <errno.h>
#include <limits.h>
#include <unistd.h>

#include "pthreads.h"

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t cond = PTHREAD_COND_INITIALIZER;
static char order[16];
static int length;

static void note(void *letter)
{
	order[length++] = *(const char *)letter;
	order[length] = 0;
}

static void begin_notes(void)
{
	length = 0;
	*order = 0;
}

/* Cancels THREAD and checks that it ends by that. */
static void cancel(pthread_t thread)
{
	void *result;

	MOTE_CHECK_EQUAL(pthread_cancel(thread), 0);
	MOTE_CHECK_EQUAL(pthread_join(thread, &result), 0);
	MOTE_CHECK_EQUAL(result, PTHREAD_CANCELED);
}

static void *sleep_with_cleanup(void *argument)
{
	pthread_cleanup_push(note, (void *)"a");
	pthread_cleanup_push(note, (void *)"b");
	pthread_cleanup_push(note, (void *)"c");
	pthread_cleanup_pop(0);
	pthread_cleanup_push(note, (void *)"d");
	pthread_cleanup_pop(1);
	sleep(1000);
	pthread_cleanup_pop(1);
	pthread_cleanup_pop(1);
	return argument;
}

MOTE_TEST(pthread_cancel,
	  "pthread: a cancelled thread runs its cleanup handlers, the last one first")
{
	pthread_t thread;

	begin_notes();
	MOTE_REQUIRE(start(&thread, MAIN_PRIORITY + 1, sleep_with_cleanup, NULL));
	MOTE_CHECK_EQUAL_STRING(order, "d");
	cancel(thread);
	MOTE_CHECK_EQUAL_STRING(order, "dba");
	/* One that has not begun yet is cancelled at its first cancellation point. */
	begin_notes();
	MOTE_REQUIRE(start(&thread, MAIN_PRIORITY - 1, sleep_with_cleanup, NULL));
	cancel(thread);
	MOTE_CHECK_EQUAL_STRING(order, "dba");
}

static void unlock(void *argument)
{
	(void)argument;
	/* A condition's waiter has its mutex again. */
	MOTE_CHECK_EQUAL(pthread_mutex_unlock(&mutex), 0);
	note((void *)"u");
}

static void *wait_for_condition(void *asynchronous)
{
	if (asynchronous)
		pthread_setcanceltype(PTHREAD_CANCEL_ASYNCHRONOUS, NULL);
	pthread_mutex_lock(&mutex);
	pthread_cleanup_push(unlock, NULL);
	for (;;)
		pthread_cond_wait(&cond, &mutex);
	pthread_cleanup_pop(1);
	return NULL;
}

MOTE_TEST(pthread_cancel_cond,
	  "pthread: a cancelled waiter has the mutex again, and takes no signal")
{
	pthread_t thread, other;

	begin_notes();
	for (int i = 0; i < 2; i++) {
		void *asynchronous = i ? &thread : NULL;

		MOTE_REQUIRE(start(&thread, MAIN_PRIORITY + 1, wait_for_condition, asynchronous));
		MOTE_REQUIRE(start(&other, MAIN_PRIORITY + 1, wait_for_condition, asynchronous));
		pthread_mutex_lock(&mutex);
		MOTE_CHECK_EQUAL(pthread_cancel(thread), 0);
		pthread_cond_signal(&cond);
		pthread_mutex_unlock(&mutex);
		MOTE_CHECK_EQUAL(pthread_join(thread, NULL), 0);
		cancel(other);
	}
	MOTE_CHECK_EQUAL_STRING(order, "uuuu");
}

static volatile bool computes;

static void *compute(void *argument)
{
	pthread_setcanceltype(PTHREAD_CANCEL_ASYNCHRONOUS, NULL);
	pthread_cleanup_push(note, (void *)"x");
	computes = true;
	while (computes)
		;
	pthread_cleanup_pop(0);
	return argument;
}

MOTE_TEST(pthread_cancel_anywhere,
	  "pthread: a thread that computes is cancelled if its type allows it")
{
	pthread_t thread;

	begin_notes();
	computes = false;
	MOTE_REQUIRE(pthread_create(&thread, NULL, compute, NULL) == 0);
	while (!computes)
		sched_yield();
	cancel(thread);
	MOTE_CHECK_EQUAL_STRING(order, "x");
}

static void *refuse_for_a_while(void *argument)
{
	int old;

	MOTE_CHECK_EQUAL(pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &old), 0);
	MOTE_CHECK_EQUAL(old, PTHREAD_CANCEL_ENABLE);
	pthread_mutex_lock(&mutex);
	pthread_mutex_unlock(&mutex);
	pthread_testcancel();
	note((void *)"t");
	MOTE_CHECK_EQUAL(pthread_setcancelstate(PTHREAD_CANCEL_ENABLE, &old), 0);
	MOTE_CHECK_EQUAL(old, PTHREAD_CANCEL_DISABLE);
	note((void *)"e");
	if (argument)
		pthread_setcanceltype(PTHREAD_CANCEL_ASYNCHRONOUS, NULL);
	else
		pthread_testcancel();
	note((void *)"!");
	return NULL;
}

MOTE_TEST(pthread_cancel_disabled,
	  "pthread: a request waits until the thread lets itself be cancelled")
{
	pthread_t thread;
	void *result;

	for (int i = 0; i < 2; i++) {
		begin_notes();
		pthread_mutex_lock(&mutex);
		MOTE_REQUIRE(
			start(&thread, MAIN_PRIORITY + 1, refuse_for_a_while, i ? &thread : NULL));
		MOTE_CHECK_EQUAL(pthread_cancel(thread), 0);
		pthread_mutex_unlock(&mutex);
		pthread_join(thread, &result);
		MOTE_CHECK_EQUAL(result, PTHREAD_CANCELED);
		MOTE_CHECK_EQUAL_STRING(order, "te");
	}
	MOTE_CHECK_EQUAL(pthread_setcancelstate(7, NULL), EINVAL);
	MOTE_CHECK_EQUAL(pthread_setcanceltype(7, NULL), EINVAL);
}

static void *lock_and_test(void *argument)
{
	/* Waiting for a mutex is no cancellation point. */
	pthread_mutex_lock(&mutex);
	note((void *)"l");
	pthread_mutex_unlock(&mutex);
	pthread_testcancel();
	note((void *)"!");
	return argument;
}

MOTE_TEST(pthread_cancel_mutex,
	  "pthread: who waits for a mutex gets it first, and is cancelled then")
{
	pthread_t thread;

	begin_notes();
	pthread_mutex_lock(&mutex);
	MOTE_REQUIRE(start(&thread, MAIN_PRIORITY + 1, lock_and_test, NULL));
	MOTE_CHECK_EQUAL(pthread_cancel(thread), 0);
	MOTE_CHECK_EQUAL_STRING(order, "");
	pthread_mutex_unlock(&mutex);
	cancel(thread);
	MOTE_CHECK_EQUAL_STRING(order, "l");
}

static pthread_key_t keys[PTHREAD_KEYS_MAX];
static int destroyed;

static void destroy(void *value)
{
	destroyed++;
	MOTE_CHECK_EQUAL(pthread_getspecific(keys[0]), 0);
	/* Until that has been tried often enough. */
	pthread_setspecific(keys[0], value);
}

static void *set_values(void *count)
{
	for (int i = 0; i < *(int *)count; i++) {
		MOTE_CHECK_EQUAL(pthread_getspecific(keys[i]), 0);
		MOTE_CHECK_EQUAL(pthread_setspecific(keys[i], &keys[i]), 0);
		MOTE_CHECK_EQUAL(pthread_getspecific(keys[i]), &keys[i]);
	}
	return NULL;
}

MOTE_TEST(pthread_key_destructor,
	  "pthread: destructors run at a thread's end, a few times if need be")
{
	int one = 1;
	pthread_t thread;

	destroyed = 0;
	MOTE_REQUIRE(pthread_key_create(&keys[0], destroy) == 0);
	MOTE_REQUIRE(pthread_create(&thread, NULL, set_values, &one) == 0);
	pthread_join(thread, NULL);
	MOTE_CHECK_EQUAL(destroyed, PTHREAD_DESTRUCTOR_ITERATIONS);
	MOTE_CHECK_EQUAL(pthread_key_delete(keys[0]), 0);
}

MOTE_TEST(pthread_key, "pthread: a key has a value for each thread, and takes them with it")
{
	pthread_key_t one_more;
	pthread_t thread;
	int count = 0;

	while (count < PTHREAD_KEYS_MAX && pthread_key_create(&keys[count], NULL) == 0)
		count++;
	/* Others of the image may have a few. */
	MOTE_CHECK(count > PTHREAD_KEYS_MAX / 2);
	MOTE_CHECK_EQUAL(pthread_key_create(&one_more, NULL), EAGAIN);
	set_values(&count);
	MOTE_REQUIRE(pthread_create(&thread, NULL, set_values, &count) == 0);
	pthread_join(thread, NULL);
	for (int i = 0; i < count; i++)
		MOTE_CHECK_EQUAL(pthread_getspecific(keys[i]), &keys[i]);
	for (int i = 0; i < count; i++)
		MOTE_CHECK_EQUAL(pthread_key_delete(keys[i]), 0);
	MOTE_CHECK_EQUAL(pthread_key_delete(keys[0]), EINVAL);
	MOTE_CHECK_EQUAL(pthread_setspecific(keys[0], &count), EINVAL);
	MOTE_CHECK_EQUAL(pthread_setspecific(PTHREAD_KEYS_MAX, &count), EINVAL);
	for (int i = 0; i < count; i++) {
		MOTE_CHECK_EQUAL(pthread_key_create(&keys[i], NULL), 0);
		MOTE_CHECK_EQUAL(pthread_getspecific(keys[i]), 0);
	}
	for (int i = 0; i < count; i++)
		pthread_key_delete(keys[i]);
}
