/* SPDX-License-Identifier: BSD-3-Clause */
/* Mutexes of all kinds, and spin locks. */
#include <errno.h>

#include "pthreads.h"

/* Makes MUTEX one of TYPE and PROTOCOL. */
static void init(pthread_mutex_t *mutex, int type, int protocol, int robust)
{
	pthread_mutexattr_t attr;

	MOTE_CHECK_EQUAL(pthread_mutexattr_init(&attr), 0);
	MOTE_CHECK_EQUAL(pthread_mutexattr_settype(&attr, type), 0);
	MOTE_CHECK_EQUAL(pthread_mutexattr_setprotocol(&attr, protocol), 0);
	if (robust)
		MOTE_CHECK_EQUAL(pthread_mutexattr_setrobust(&attr, PTHREAD_MUTEX_ROBUST), 0);
	MOTE_CHECK_EQUAL(pthread_mutex_init(mutex, &attr), 0);
	MOTE_CHECK_EQUAL(pthread_mutexattr_destroy(&attr), 0);
}

struct call {
	int (*f)(pthread_mutex_t *);
	pthread_mutex_t *mutex;
};

static void *make_call(void *argument)
{
	struct call *call = argument;

	return (void *)(intptr_t)call->f(call->mutex);
}

/* What F(MUTEX) returns in another thread, which ends then. */
static int elsewhere(int (*f)(pthread_mutex_t *), pthread_mutex_t *mutex)
{
	struct call call = {f, mutex};
	void *result = (void *)-1;
	pthread_t thread;

	if (start(&thread, MAIN_PRIORITY + 1, make_call, &call))
		pthread_join(thread, &result);
	return (int)(intptr_t)result;
}

MOTE_TEST(pthread_mutex_errorcheck, "pthread: an error-checking mutex knows who has it")
{
	pthread_mutex_t mutex;
	pthread_mutex_t initialised = PTHREAD_ERRORCHECK_MUTEX_INITIALIZER_NP;

	init(&mutex, PTHREAD_MUTEX_ERRORCHECK, PTHREAD_PRIO_NONE, 0);
	for (int i = 0; i < 2; i++, mutex = initialised) {
		MOTE_CHECK_EQUAL(pthread_mutex_unlock(&mutex), EPERM);
		MOTE_CHECK_EQUAL(pthread_mutex_lock(&mutex), 0);
		MOTE_CHECK_EQUAL(pthread_mutex_lock(&mutex), EDEADLK);
		MOTE_CHECK_EQUAL(pthread_mutex_trylock(&mutex), EBUSY);
		MOTE_CHECK_EQUAL(elsewhere(pthread_mutex_unlock, &mutex), EPERM);
		MOTE_CHECK_EQUAL(elsewhere(pthread_mutex_trylock, &mutex), EBUSY);
		MOTE_CHECK_EQUAL(pthread_mutex_destroy(&mutex), EBUSY);
		MOTE_CHECK_EQUAL(pthread_mutex_unlock(&mutex), 0);
		MOTE_CHECK_EQUAL(pthread_mutex_destroy(&mutex), 0);
		MOTE_CHECK_EQUAL(pthread_mutex_lock(&mutex), EINVAL);
	}
}

MOTE_TEST(pthread_mutex_recursive, "pthread: a recursive mutex is free after as many unlocks")
{
	pthread_mutex_t mutex = PTHREAD_RECURSIVE_MUTEX_INITIALIZER_NP;

	for (int i = 0; i < 3; i++)
		MOTE_CHECK_EQUAL(pthread_mutex_lock(&mutex), 0);
	MOTE_CHECK_EQUAL(pthread_mutex_trylock(&mutex), 0);
	for (int i = 0; i < 4; i++) {
		MOTE_CHECK_EQUAL(elsewhere(pthread_mutex_trylock, &mutex), EBUSY);
		MOTE_CHECK_EQUAL(pthread_mutex_unlock(&mutex), 0);
	}
	MOTE_CHECK_EQUAL(pthread_mutex_unlock(&mutex), EPERM);
	MOTE_CHECK_EQUAL(pthread_mutex_destroy(&mutex), 0);
}

static int lock_for_a_moment(pthread_mutex_t *mutex)
{
	struct timespec time = in(CLOCK_REALTIME, 20);
	struct timespec later = in(CLOCK_MONOTONIC, 20);
	int error = pthread_mutex_timedlock(mutex, &time);

	MOTE_CHECK(has_come(CLOCK_REALTIME, time));
	MOTE_CHECK_EQUAL(pthread_mutex_clocklock(mutex, CLOCK_MONOTONIC, &later), ETIMEDOUT);
	MOTE_CHECK(has_come(CLOCK_MONOTONIC, later));
	time.tv_nsec = 1000000000;
	MOTE_CHECK_EQUAL(pthread_mutex_timedlock(mutex, &time), EINVAL);
	return error;
}

MOTE_TEST(pthread_mutex_timed, "pthread: who locks a mutex waits no longer than it wants")
{
	pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
	struct timespec past = {0, -1};

	/* Where it is free there is nothing to wait for. */
	MOTE_CHECK_EQUAL(pthread_mutex_timedlock(&mutex, &past), 0);
	MOTE_CHECK_EQUAL(elsewhere(lock_for_a_moment, &mutex), ETIMEDOUT);
	/* A normal mutex is waited for by who has it, too. */
	MOTE_CHECK_EQUAL(lock_for_a_moment(&mutex), ETIMEDOUT);
	MOTE_CHECK_EQUAL(pthread_mutex_unlock(&mutex), 0);
}

static unsigned turns[3];
static unsigned turn;

static void *lock_and_note(void *argument)
{
	struct call *call = argument;

	pthread_mutex_lock(call->mutex);
	turns[turn++] = (unsigned)mote_thread_priority(mote_thread_self());
	pthread_mutex_unlock(call->mutex);
	return NULL;
}

MOTE_TEST(pthread_mutex_order, "pthread: a mutex goes to the waiter of the highest priority")
{
	pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
	struct call call = {NULL, &mutex};
	pthread_t threads[3];

	turn = 0;
	pthread_mutex_lock(&mutex);
	for (int i = 0; i < 3; i++)
		MOTE_REQUIRE(
			start(&threads[i], MAIN_PRIORITY + 1 + (i + 1) % 3, lock_and_note, &call));
	pthread_mutex_unlock(&mutex);
	for (int i = 0; i < 3; i++)
		pthread_join(threads[i], NULL);
	for (unsigned i = 0; i < 3; i++)
		MOTE_CHECK_EQUAL(turns[i], MAIN_PRIORITY + 3 - i);
}

static int own_priority(void)
{
	struct sched_param parameters;
	int policy;

	pthread_getschedparam(pthread_self(), &policy, &parameters);
	return parameters.sched_priority;
}

static volatile bool between_ran;

static void *run_between(void *argument)
{
	between_ran = true;
	return argument;
}

/* At the lowest priority: has a mutex with a high ceiling while a thread of a middle one becomes ready. */
static int use_ceiling(pthread_mutex_t *mutex)
{
	pthread_t between;
	int ceiling;

	between_ran = false;
	MOTE_CHECK_EQUAL(pthread_mutex_lock(mutex), 0);
	MOTE_CHECK_EQUAL(pthread_mutex_getprioceiling(mutex, &ceiling), 0);
	MOTE_CHECK(start(&between, ceiling - 1, run_between, NULL));
	MOTE_CHECK(!between_ran);
	MOTE_CHECK_EQUAL(own_priority(), MAIN_PRIORITY + 1);
	MOTE_CHECK_EQUAL(pthread_mutex_unlock(mutex), 0);
	MOTE_CHECK(between_ran);
	pthread_join(between, NULL);
	return 0;
}

static int lock_above(pthread_mutex_t *mutex)
{
	MOTE_CHECK_EQUAL(pthread_mutex_trylock(mutex), EINVAL);
	return pthread_mutex_lock(mutex);
}

MOTE_TEST(pthread_mutex_ceiling, "pthread: who has a mutex with a ceiling runs at that")
{
	pthread_mutex_t mutex, plain = PTHREAD_MUTEX_INITIALIZER;
	int old;

	init(&mutex, PTHREAD_MUTEX_NORMAL, PTHREAD_PRIO_PROTECT, 0);
	MOTE_CHECK_EQUAL(pthread_mutex_setprioceiling(&mutex, MAIN_PRIORITY + 4, &old), 0);
	MOTE_CHECK_EQUAL(old, sched_get_priority_max(SCHED_FIFO));
	MOTE_CHECK_EQUAL(elsewhere(use_ceiling, &mutex), 0);
	MOTE_CHECK_EQUAL(pthread_mutex_setprioceiling(&mutex, MAIN_PRIORITY, NULL), 0);
	MOTE_CHECK_EQUAL(elsewhere(lock_above, &mutex), EINVAL);
	MOTE_CHECK_EQUAL(pthread_mutex_setprioceiling(&mutex, 32, NULL), EINVAL);
	MOTE_CHECK_EQUAL(pthread_mutex_getprioceiling(&plain, &old), EINVAL);
	MOTE_CHECK_EQUAL(pthread_mutex_destroy(&mutex), 0);
}

static int end_with(pthread_mutex_t *mutex)
{
	return pthread_mutex_lock(mutex);
}

MOTE_TEST(pthread_mutex_robust, "pthread: a robust mutex tells that its owner has ended")
{
	pthread_mutex_t mutex;

	init(&mutex, PTHREAD_MUTEX_ERRORCHECK, PTHREAD_PRIO_INHERIT, 1);
	MOTE_CHECK_EQUAL(pthread_mutex_consistent(&mutex), EINVAL);
	MOTE_CHECK_EQUAL(elsewhere(end_with, &mutex), 0);
	MOTE_CHECK_EQUAL(pthread_mutex_lock(&mutex), EOWNERDEAD);
	MOTE_CHECK_EQUAL(pthread_mutex_consistent(&mutex), 0);
	MOTE_CHECK_EQUAL(pthread_mutex_unlock(&mutex), 0);
	MOTE_CHECK_EQUAL(elsewhere(end_with, &mutex), 0);
	MOTE_CHECK_EQUAL(elsewhere(end_with, &mutex), EOWNERDEAD);
	MOTE_CHECK_EQUAL(pthread_mutex_trylock(&mutex), EOWNERDEAD);
	/* Unlocked as it is, nobody can have it any more. */
	MOTE_CHECK_EQUAL(pthread_mutex_unlock(&mutex), 0);
	MOTE_CHECK_EQUAL(pthread_mutex_lock(&mutex), ENOTRECOVERABLE);
	MOTE_CHECK_EQUAL(elsewhere(pthread_mutex_trylock, &mutex), ENOTRECOVERABLE);
	MOTE_CHECK_EQUAL(pthread_mutex_destroy(&mutex), 0);
}

MOTE_TEST(pthread_mutexattr, "pthread: attributes of mutexes refuse what can't be")
{
	pthread_mutexattr_t attr;
	pthread_mutex_t mutex;
	int value;

	pthread_mutexattr_init(&attr);
	MOTE_CHECK_EQUAL(pthread_mutexattr_settype(&attr, 9), EINVAL);
	MOTE_CHECK_EQUAL(pthread_mutexattr_setprotocol(&attr, 9), ENOTSUP);
	MOTE_CHECK_EQUAL(pthread_mutexattr_setpshared(&attr, 9), EINVAL);
	MOTE_CHECK_EQUAL(pthread_mutexattr_setrobust(&attr, 9), EINVAL);
	MOTE_CHECK_EQUAL(pthread_mutexattr_setprioceiling(&attr, -1), EINVAL);
	MOTE_CHECK_EQUAL(pthread_mutexattr_setpshared(&attr, PTHREAD_PROCESS_SHARED), 0);
	MOTE_CHECK_EQUAL(pthread_mutexattr_getpshared(&attr, &value), 0);
	MOTE_CHECK_EQUAL(value, PTHREAD_PROCESS_SHARED);
	pthread_mutexattr_destroy(&attr);
	MOTE_CHECK_EQUAL(pthread_mutex_init(&mutex, &attr), EINVAL);
	MOTE_CHECK_EQUAL(pthread_mutexattr_gettype(&attr, &value), EINVAL);
}

static pthread_spinlock_t spin;

static void *spin_elsewhere(void *argument)
{
	MOTE_CHECK_EQUAL(pthread_spin_trylock(&spin), EBUSY);
	MOTE_CHECK_EQUAL(pthread_spin_unlock(&spin), EPERM);
	MOTE_CHECK_EQUAL(pthread_spin_lock(&spin), 0);
	between_ran = true;
	MOTE_CHECK_EQUAL(pthread_spin_unlock(&spin), 0);
	return argument;
}

MOTE_TEST(pthread_spin, "pthread: who waits for a spin lock lets its owner run")
{
	pthread_t thread;

	MOTE_CHECK_EQUAL(pthread_spin_init(&spin, PTHREAD_PROCESS_PRIVATE), 0);
	MOTE_CHECK_EQUAL(pthread_spin_lock(&spin), 0);
	MOTE_CHECK_EQUAL(pthread_spin_lock(&spin), EDEADLK);
	between_ran = false;
	MOTE_REQUIRE(start(&thread, MAIN_PRIORITY + 1, spin_elsewhere, NULL));
	MOTE_CHECK(!between_ran);
	MOTE_CHECK_EQUAL(pthread_spin_destroy(&spin), EBUSY);
	MOTE_CHECK_EQUAL(pthread_spin_unlock(&spin), 0);
	MOTE_CHECK(between_ran);
	pthread_join(thread, NULL);
	MOTE_CHECK_EQUAL(pthread_spin_destroy(&spin), 0);
	MOTE_CHECK_EQUAL(pthread_spin_lock(&spin), EINVAL);
}
