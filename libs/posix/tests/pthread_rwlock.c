/* SPDX-License-Identifier: BSD-3-Clause */
/* Read-write locks. */
#include <errno.h>

#include "pthreads.h"

static pthread_rwlock_t rwlock = PTHREAD_RWLOCK_INITIALIZER;
static char order[8];
static int length;

static void *write_and_note(void *letter)
{
	pthread_rwlock_wrlock(&rwlock);
	order[length++] = *(const char *)letter;
	pthread_rwlock_unlock(&rwlock);
	return NULL;
}

static void *read_and_note(void *letter)
{
	pthread_rwlock_rdlock(&rwlock);
	order[length++] = *(const char *)letter;
	pthread_rwlock_unlock(&rwlock);
	return NULL;
}

static void *try_both(void *argument)
{
	int *results = argument;

	results[0] = pthread_rwlock_tryrdlock(&rwlock);
	if (!results[0])
		pthread_rwlock_unlock(&rwlock);
	results[1] = pthread_rwlock_trywrlock(&rwlock);
	if (!results[1])
		pthread_rwlock_unlock(&rwlock);
	results[2] = pthread_rwlock_unlock(&rwlock);
	return NULL;
}

/* What trying to read, to write and to unlock says in another thread. */
static void check_elsewhere(int read, int write)
{
	int results[3];
	pthread_t thread;

	if (!start(&thread, MAIN_PRIORITY + 1, try_both, results))
		return;
	pthread_join(thread, NULL);
	MOTE_CHECK_EQUAL(results[0], read);
	MOTE_CHECK_EQUAL(results[1], write);
	MOTE_CHECK_EQUAL(results[2], EPERM);
}

MOTE_TEST(pthread_rwlock, "pthread: many read, or one writes")
{
	check_elsewhere(0, 0);
	MOTE_CHECK_EQUAL(pthread_rwlock_unlock(&rwlock), EPERM);
	MOTE_CHECK_EQUAL(pthread_rwlock_rdlock(&rwlock), 0);
	MOTE_CHECK_EQUAL(pthread_rwlock_rdlock(&rwlock), 0);
	check_elsewhere(0, EBUSY);
	MOTE_CHECK_EQUAL(pthread_rwlock_unlock(&rwlock), 0);
	check_elsewhere(0, EBUSY);
	MOTE_CHECK_EQUAL(pthread_rwlock_destroy(&rwlock), EBUSY);
	MOTE_CHECK_EQUAL(pthread_rwlock_unlock(&rwlock), 0);
	MOTE_CHECK_EQUAL(pthread_rwlock_wrlock(&rwlock), 0);
	MOTE_CHECK_EQUAL(pthread_rwlock_wrlock(&rwlock), EDEADLK);
	MOTE_CHECK_EQUAL(pthread_rwlock_rdlock(&rwlock), EDEADLK);
	check_elsewhere(EBUSY, EBUSY);
	MOTE_CHECK_EQUAL(pthread_rwlock_unlock(&rwlock), 0);
	MOTE_CHECK_EQUAL(pthread_rwlock_destroy(&rwlock), 0);
}

MOTE_TEST(pthread_rwlock_order,
	  "pthread: writers come before readers of the same priority, not of a higher")
{
	pthread_t threads[5];

	length = 0;
	pthread_rwlock_rdlock(&rwlock);
	MOTE_REQUIRE(start(&threads[0], MAIN_PRIORITY + 2, write_and_note, (void *)"w"));
	MOTE_REQUIRE(start(&threads[1], MAIN_PRIORITY + 2, read_and_note, (void *)"r"));
	MOTE_REQUIRE(start(&threads[2], MAIN_PRIORITY + 1, read_and_note, (void *)"l"));
	/* A higher one reads past the writer, and so does one that reads already. */
	MOTE_REQUIRE(start(&threads[3], MAIN_PRIORITY + 3, read_and_note, (void *)"h"));
	MOTE_CHECK_EQUAL(pthread_rwlock_rdlock(&rwlock), 0);
	MOTE_CHECK_EQUAL(pthread_rwlock_unlock(&rwlock), 0);
	MOTE_CHECK_EQUAL(length, 1);
	pthread_rwlock_unlock(&rwlock);
	for (int i = 0; i < 4; i++)
		pthread_join(threads[i], NULL);
	order[length] = 0;
	MOTE_CHECK_EQUAL_STRING(order, "hwrl");
	length = 0;
	pthread_rwlock_wrlock(&rwlock);
	MOTE_REQUIRE(start(&threads[0], MAIN_PRIORITY + 1, write_and_note, (void *)"w"));
	MOTE_REQUIRE(start(&threads[1], MAIN_PRIORITY + 2, read_and_note, (void *)"h"));
	MOTE_REQUIRE(start(&threads[2], MAIN_PRIORITY + 1, read_and_note, (void *)"r"));
	pthread_rwlock_unlock(&rwlock);
	for (int i = 0; i < 3; i++)
		pthread_join(threads[i], NULL);
	order[length] = 0;
	MOTE_CHECK_EQUAL_STRING(order, "hwr");
}

static void *write_for_a_moment(void *argument)
{
	struct timespec time = in(CLOCK_MONOTONIC, 30);

	MOTE_CHECK_EQUAL(pthread_rwlock_clockwrlock(&rwlock, CLOCK_MONOTONIC, &time), ETIMEDOUT);
	MOTE_CHECK(has_come(CLOCK_MONOTONIC, time));
	time = in(CLOCK_REALTIME, 1);
	MOTE_CHECK_EQUAL(pthread_rwlock_timedwrlock(&rwlock, &time), ETIMEDOUT);
	time.tv_nsec = 1000000000;
	MOTE_CHECK_EQUAL(pthread_rwlock_timedwrlock(&rwlock, &time), EINVAL);
	return argument;
}

static void *read_for_a_moment(void *argument)
{
	struct timespec time = in(CLOCK_REALTIME, 1);

	MOTE_CHECK_EQUAL(pthread_rwlock_timedrdlock(&rwlock, &time), ETIMEDOUT);
	return argument;
}

MOTE_TEST(pthread_rwlock_timed, "pthread: a writer that gives up lets the readers behind it read")
{
	pthread_t writer, reader, late;

	length = 0;
	pthread_rwlock_rdlock(&rwlock);
	MOTE_REQUIRE(start(&writer, MAIN_PRIORITY + 2, write_for_a_moment, NULL));
	MOTE_REQUIRE(start(&late, MAIN_PRIORITY + 1, read_for_a_moment, NULL));
	pthread_join(late, NULL);
	MOTE_REQUIRE(start(&reader, MAIN_PRIORITY + 1, read_and_note, (void *)"r"));
	MOTE_CHECK_EQUAL(length, 0);
	pthread_join(writer, NULL);
	pthread_join(reader, NULL);
	MOTE_CHECK_EQUAL(length, 1);
	pthread_rwlock_unlock(&rwlock);
	MOTE_CHECK_EQUAL(pthread_rwlock_trywrlock(&rwlock), 0);
	pthread_rwlock_unlock(&rwlock);
}
