/* SPDX-License-Identifier: BSD-3-Clause */
/* Semaphores, with and without names. */
#include <fcntl.h>
#include <limits.h>
#include <semaphore.h>

#include "ipc.h"

static int value_of(sem_t *sem)
{
	int value = -1;

	MOTE_CHECK_EQUAL(sem_getvalue(sem, &value), 0);
	return value;
}

MOTE_TEST(ipc_sem_count, "semaphore: counts, and what isn't there can't be taken")
{
	sem_t sem;

	MOTE_REQUIRE(sem_init(&sem, 0, 2) == 0);
	MOTE_CHECK_EQUAL(sem_wait(&sem), 0);
	MOTE_CHECK_EQUAL(sem_trywait(&sem), 0);
	CHECK_FAILS(sem_trywait(&sem), EAGAIN);
	MOTE_CHECK_EQUAL(value_of(&sem), 0);
	MOTE_CHECK_EQUAL(sem_post(&sem), 0);
	MOTE_CHECK_EQUAL(value_of(&sem), 1);
	MOTE_CHECK_EQUAL(sem_destroy(&sem), 0);
}

MOTE_TEST(ipc_sem_misuse, "semaphore: what isn't one and what can't be gives EINVAL")
{
	sem_t sem = {0};
	struct timespec time = {.tv_nsec = 1000000000};

	CHECK_FAILS(sem_wait(&sem), EINVAL);
	CHECK_FAILS(sem_trywait(&sem), EINVAL);
	CHECK_FAILS(sem_post(&sem), EINVAL);
	CHECK_FAILS(sem_getvalue(&sem, &(int){0}), EINVAL);
	CHECK_FAILS(sem_destroy(&sem), EINVAL);
	CHECK_FAILS(sem_close(&sem), EINVAL);
	CHECK_FAILS(sem_init(&sem, 0, (unsigned)SEM_VALUE_MAX + 1), EINVAL);
	MOTE_REQUIRE(sem_init(&sem, 1, SEM_VALUE_MAX) == 0);
	CHECK_FAILS(sem_post(&sem), EOVERFLOW);
	/* Only who would wait needs a time that makes sense. */
	MOTE_CHECK_EQUAL(sem_timedwait(&sem, &time), 0);
	MOTE_CHECK_EQUAL(sem_destroy(&sem), 0);
	CHECK_FAILS(sem_wait(&sem), EINVAL);
	MOTE_REQUIRE(sem_init(&sem, 0, 0) == 0);
	CHECK_FAILS(sem_timedwait(&sem, &time), EINVAL);
	CHECK_FAILS(sem_clockwait(&sem, CLOCK_PROCESS_CPUTIME_ID, &time), EINVAL);
	sem_destroy(&sem);
}

MOTE_TEST(ipc_sem_timeout, "semaphore: a timed wait ends at its time and not before")
{
	static const clockid_t clocks[] = {CLOCK_REALTIME, CLOCK_MONOTONIC};
	sem_t sem;

	MOTE_REQUIRE(sem_init(&sem, 0, 0) == 0);
	for (unsigned i = 0; i < 2; i++) {
		struct timespec time = in_milliseconds(clocks[i], 5);

		CHECK_FAILS(sem_clockwait(&sem, clocks[i], &time), ETIMEDOUT);
		MOTE_CHECK(is_reached(clocks[i], &time));
	}
	sem_destroy(&sem);
}

static void *wait_for(void *sem)
{
	return (void *)(long)sem_wait(sem);
}

MOTE_TEST(ipc_sem_waiters,
	  "semaphore: a post makes one waiter go on; with waiters it can't be destroyed")
{
	pthread_t threads[3];
	void *result;
	sem_t sem;

	MOTE_REQUIRE(sem_init(&sem, 0, 0) == 0);
	for (unsigned i = 0; i < 3; i++)
		threads[i] = spawn(wait_for, &sem);
	usleep(2000);
	CHECK_FAILS(sem_destroy(&sem), EBUSY);
	MOTE_CHECK_EQUAL(value_of(&sem), 0);
	for (unsigned i = 0; i < 3; i++)
		MOTE_CHECK_EQUAL(sem_post(&sem), 0);
	for (unsigned i = 0; i < 3; i++) {
		pthread_join(threads[i], &result);
		MOTE_CHECK_EQUAL((long)result, 0);
	}
	MOTE_CHECK_EQUAL(sem_destroy(&sem), 0);
}

static sem_t posted_by_handler;

static void post(int number)
{
	(void)number;
	sem_post(&posted_by_handler);
}

MOTE_TEST(ipc_sem_signal, "semaphore: a handler may post; a signal ends a wait with EINTR")
{
	struct pester state = {.victim = pthread_self()};
	pthread_t thread;
	sem_t sem;

	MOTE_REQUIRE(sem_init(&posted_by_handler, 0, 0) == 0 && sem_init(&sem, 0, 0) == 0);
	catch_sigusr1(post);
	thread = spawn(pester, &state);
	CHECK_FAILS(sem_wait(&sem), EINTR);
	state.done = true;
	pthread_join(thread, NULL);
	MOTE_CHECK_EQUAL(sem_wait(&posted_by_handler), 0);
	signal(SIGUSR1, SIG_DFL);
	sem_destroy(&sem);
	sem_destroy(&posted_by_handler);
}

MOTE_TEST(ipc_sem_cancel,
	  "semaphore: a thread that waits is cancelled, and the semaphore is as before")
{
	void *result;
	pthread_t thread;
	sem_t sem;

	MOTE_REQUIRE(sem_init(&sem, 0, 0) == 0);
	thread = spawn(wait_for, &sem);
	usleep(1000);
	MOTE_CHECK_EQUAL(pthread_cancel(thread), 0);
	pthread_join(thread, &result);
	MOTE_CHECK(result == PTHREAD_CANCELED);
	sem_post(&sem);
	MOTE_CHECK_EQUAL(value_of(&sem), 1);
	MOTE_CHECK_EQUAL(sem_destroy(&sem), 0);
}

MOTE_TEST(ipc_sem_names, "semaphore: one name, one semaphore, until it is unlinked")
{
	sem_t *first = sem_open("/one", O_CREAT, 0600, 3), *second, *third;

	MOTE_REQUIRE(first != SEM_FAILED);
	second = sem_open("/one", 0);
	MOTE_CHECK(second == first);
	MOTE_CHECK_EQUAL(value_of(second), 3);
	errno = 0;
	MOTE_CHECK(sem_open("/one", O_CREAT | O_EXCL, 0600, 1) == SEM_FAILED && errno == EEXIST);
	MOTE_CHECK_EQUAL(sem_unlink("/one"), 0);
	CHECK_FAILS(sem_unlink("/one"), ENOENT);
	/* The name is free; who has the old one open goes on with it. */
	third = sem_open("/one", O_CREAT | O_EXCL, 0600, 7);
	MOTE_REQUIRE(third != SEM_FAILED);
	MOTE_CHECK(third != first);
	MOTE_CHECK_EQUAL(value_of(first), 3);
	MOTE_CHECK_EQUAL(sem_close(first), 0);
	MOTE_CHECK_EQUAL(sem_wait(second), 0);
	MOTE_CHECK_EQUAL(sem_close(second), 0);
	/* It stays as it is when nobody has it open. */
	MOTE_CHECK_EQUAL(sem_close(third), 0);
	CHECK_FAILS(sem_close(third), EINVAL);
	third = sem_open("/one", 0);
	MOTE_REQUIRE(third != SEM_FAILED);
	MOTE_CHECK_EQUAL(value_of(third), 7);
	MOTE_CHECK_EQUAL(sem_unlink("/one"), 0);
	MOTE_CHECK_EQUAL(sem_close(third), 0);
}

MOTE_TEST(ipc_sem_bad_names, "semaphore: names that can't be, and one that isn't there")
{
	char name[PATH_MAX + 2];

	errno = 0;
	MOTE_CHECK(sem_open("/none", 0) == SEM_FAILED && errno == ENOENT);
	errno = 0;
	MOTE_CHECK(sem_open("/", O_CREAT, 0600, 1) == SEM_FAILED && errno == EINVAL);
	errno = 0;
	MOTE_CHECK(sem_open("/many", O_CREAT, 0600, (unsigned)SEM_VALUE_MAX + 1) == SEM_FAILED &&
		   errno == EINVAL);
	memset(name, 'n', sizeof(name) - 1);
	name[sizeof(name) - 1] = '\0';
	errno = 0;
	MOTE_CHECK(sem_open(name, O_CREAT, 0600, 1) == SEM_FAILED && errno == ENAMETOOLONG);
	name[NAME_MAX + 1] = '\0';
	CHECK_FAILS(sem_unlink(name), ENAMETOOLONG);
	name[NAME_MAX] = '\0';
	CHECK_FAILS(sem_unlink(name), ENOENT);
}

MOTE_TEST(ipc_sem_permissions, "semaphore: who may not open it or take its name away can't")
{
	sem_t *sem = sem_open("/mine", O_CREAT | O_EXCL, 0644, 1), *other;

	MOTE_REQUIRE(sem != SEM_FAILED);
	MOTE_REQUIRE(seteuid(65534) == 0);
	errno = 0;
	MOTE_CHECK(sem_open("/mine", 0) == SEM_FAILED && errno == EACCES);
	CHECK_FAILS(sem_unlink("/mine"), EACCES);
	other = sem_open("/theirs", O_CREAT | O_EXCL, 0600, 1);
	MOTE_CHECK(other != SEM_FAILED);
	MOTE_CHECK(sem_open("/theirs", 0) == other);
	MOTE_CHECK_EQUAL(seteuid(0), 0);
	/* User 0 may do everything. */
	MOTE_CHECK(sem_open("/theirs", 0) == other);
	MOTE_CHECK_EQUAL(sem_unlink("/theirs"), 0);
	MOTE_CHECK_EQUAL(sem_unlink("/mine"), 0);
	for (int i = 0; i < 3; i++)
		MOTE_CHECK_EQUAL(sem_close(other), 0);
	MOTE_CHECK_EQUAL(sem_close(sem), 0);
}

static void *set_clock_forward(void *time)
{
	usleep(1000);
	clock_settime(CLOCK_REALTIME, time);
	return NULL;
}

MOTE_TEST(ipc_sem_clock_set,
	  "semaphore: a wait until a time of day ends when the clock is set beyond it")
{
	struct timespec now, hour = in_milliseconds(CLOCK_REALTIME, 3600 * 1000), later = hour;
	pthread_t thread;
	sem_t sem;

	later.tv_sec++;
	clock_gettime(CLOCK_REALTIME, &now);
	MOTE_REQUIRE(sem_init(&sem, 0, 0) == 0);
	thread = spawn(set_clock_forward, &later);
	CHECK_FAILS(sem_timedwait(&sem, &hour), ETIMEDOUT);
	MOTE_CHECK(is_reached(CLOCK_REALTIME, &hour));
	pthread_join(thread, NULL);
	clock_settime(CLOCK_REALTIME, &now);
	sem_destroy(&sem);
}
