/* SPDX-License-Identifier: BSD-3-Clause */
/* The life of threads: made, ended, joined, detached; their attributes. */
#include <errno.h>
#include <limits.h>
#include <mote/page.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "pthreads.h"

static void *return_argument(void *argument)
{
	return argument;
}

static void *exit_with_argument(void *argument)
{
	pthread_exit(argument);
}

MOTE_TEST(pthread_join, "pthread: a thread's result is what it returns or exits with")
{
	pthread_t thread;
	void *result;

	MOTE_REQUIRE(pthread_create(&thread, NULL, return_argument, &result) == 0);
	MOTE_CHECK_EQUAL(pthread_join(thread, &result), 0);
	MOTE_CHECK_EQUAL(result, &result);
	MOTE_REQUIRE(pthread_create(&thread, NULL, exit_with_argument, &result) == 0);
	MOTE_CHECK_EQUAL(pthread_join(thread, &result), 0);
	MOTE_CHECK_EQUAL(result, &result);
}

MOTE_TEST(pthread_stale, "pthread: a thread that is gone is ESRCH to every call")
{
	struct sched_param parameters = {0};
	pthread_t thread, none = (pthread_t)(uintptr_t)0x123450;
	clockid_t clock;
	char name[16];
	int policy;

	MOTE_REQUIRE(pthread_create(&thread, NULL, return_argument, NULL) == 0);
	MOTE_REQUIRE(pthread_join(thread, NULL) == 0);
	for (int i = 0; i < 2; i++, thread = none) {
		MOTE_CHECK_EQUAL(pthread_join(thread, NULL), ESRCH);
		MOTE_CHECK_EQUAL(pthread_detach(thread), ESRCH);
		MOTE_CHECK_EQUAL(pthread_cancel(thread), ESRCH);
		MOTE_CHECK_EQUAL(pthread_getschedparam(thread, &policy, &parameters), ESRCH);
		MOTE_CHECK_EQUAL(pthread_setschedparam(thread, SCHED_OTHER, &parameters), ESRCH);
		MOTE_CHECK_EQUAL(pthread_setschedprio(thread, 0), ESRCH);
		MOTE_CHECK_EQUAL(pthread_getcpuclockid(thread, &clock), ESRCH);
		MOTE_CHECK_EQUAL(pthread_getname_np(thread, name, sizeof(name)), ESRCH);
	}
}

static void *join(void *thread)
{
	return (void *)(uintptr_t)pthread_join(*(pthread_t *)thread, NULL);
}

MOTE_TEST(pthread_join_refused, "pthread: nobody joins itself, in a circle, or what another joins")
{
	pthread_t self = pthread_self(), waiter, joiner;
	void *result;

	MOTE_CHECK_EQUAL(pthread_join(self, NULL), EDEADLK);
	/* It waits for this thread, so this one may not wait for it. */
	MOTE_REQUIRE(start(&waiter, MAIN_PRIORITY + 1, join, &self));
	MOTE_CHECK_EQUAL(pthread_join(waiter, NULL), EDEADLK);
	MOTE_CHECK_EQUAL(pthread_detach(self), EINVAL);
	MOTE_REQUIRE(start(&joiner, MAIN_PRIORITY + 1, join, &self));
	MOTE_CHECK_EQUAL(pthread_join(joiner, &result), 0);
	MOTE_CHECK_EQUAL(result, EINVAL);
	pthread_cancel(waiter);
	MOTE_CHECK_EQUAL(pthread_join(waiter, &result), 0);
	MOTE_CHECK_EQUAL(result, PTHREAD_CANCELED);
	/* And this one can be joined again. */
	MOTE_REQUIRE(start(&waiter, MAIN_PRIORITY + 1, join, &self));
	pthread_cancel(waiter);
	MOTE_CHECK_EQUAL(pthread_join(waiter, NULL), 0);
}

static bool ran;

static void *note_and_return(void *argument)
{
	ran = true;
	return argument;
}

MOTE_TEST(pthread_detached, "pthread: a detached thread runs and is gone by itself")
{
	pthread_attr_t attr;
	pthread_t thread;

	pthread_attr_init(&attr);
	MOTE_CHECK_EQUAL(pthread_attr_setdetachstate(&attr, PTHREAD_CREATE_DETACHED), 0);
	ran = false;
	MOTE_REQUIRE(pthread_create(&thread, &attr, note_and_return, NULL) == 0);
	MOTE_CHECK_EQUAL(pthread_join(thread, NULL), EINVAL);
	while (pthread_detach(thread) != ESRCH)
		sched_yield();
	MOTE_CHECK(ran);
	ran = false;
	MOTE_REQUIRE(pthread_create(&thread, NULL, note_and_return, NULL) == 0);
	MOTE_CHECK_EQUAL(pthread_detach(thread), 0);
	while (pthread_detach(thread) != ESRCH)
		sched_yield();
	MOTE_CHECK(ran);
	/* One that has ended is gone as soon as it is detached. */
	MOTE_REQUIRE(start(&thread, MAIN_PRIORITY + 1, note_and_return, NULL));
	MOTE_CHECK_EQUAL(pthread_detach(thread), 0);
	MOTE_CHECK_EQUAL(pthread_detach(thread), ESRCH);
}

static void *wait_for_mutex(void *mutex)
{
	pthread_mutex_lock(mutex);
	pthread_mutex_unlock(mutex);
	return NULL;
}

MOTE_TEST(pthread_limit, "pthread: where there is no memory or no number left a thread is EAGAIN")
{
	enum { MANY = PTHREAD_THREADS_MAX + 1 };
	pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
	pthread_t *threads = malloc(MANY * sizeof(*threads));
	pthread_attr_t attr;
	int count = 0;
	int error = 0;

	MOTE_REQUIRE(threads);
	pthread_attr_init(&attr);
	pthread_attr_setstacksize(&attr, PTHREAD_STACK_MIN);
	pthread_mutex_lock(&mutex);
	while (count < MANY && !error) {
		error = pthread_create(&threads[count], &attr, wait_for_mutex, &mutex);
		count += !error;
	}
	MOTE_CHECK_EQUAL(error, EAGAIN);
	MOTE_CHECK(count >= 64);
	pthread_attr_setstacksize(&attr, (size_t)1 << 40);
	MOTE_CHECK_EQUAL(pthread_create(&threads[count], &attr, wait_for_mutex, &mutex), EAGAIN);
	pthread_mutex_unlock(&mutex);
	for (int i = 0; i < count; i++)
		MOTE_CHECK_EQUAL(pthread_join(threads[i], NULL), 0);
	/* All of them are given back. */
	MOTE_CHECK_EQUAL(pthread_create(&threads[0], NULL, return_argument, NULL), 0);
	pthread_join(threads[0], NULL);
	free(threads);
}

static void *address_of_variable(void *argument)
{
	char here;

	(void)argument;
	memset(&here, 1, 1);
	return (void *)((uintptr_t)&here & -16ul);
}

MOTE_TEST(pthread_stack, "pthread: a thread runs on the stack that the program brings")
{
	pthread_attr_t attr;
	pthread_t thread;
	char *stack = aligned_alloc(16, PTHREAD_STACK_MIN);
	size_t bytes;
	void *got;

	MOTE_REQUIRE(stack);
	pthread_attr_init(&attr);
	MOTE_CHECK_EQUAL(pthread_attr_setstack(&attr, stack, PTHREAD_STACK_MIN), 0);
	MOTE_CHECK_EQUAL(pthread_attr_getstack(&attr, &got, &bytes), 0);
	MOTE_CHECK_EQUAL(got, stack);
	MOTE_CHECK_EQUAL(bytes, PTHREAD_STACK_MIN);
	MOTE_REQUIRE(pthread_create(&thread, &attr, address_of_variable, NULL) == 0);
	MOTE_CHECK_EQUAL(pthread_join(thread, &got), 0);
	MOTE_CHECK((char *)got > stack && (char *)got < stack + PTHREAD_STACK_MIN);
	free(stack);
}

MOTE_TEST(pthread_attr, "pthread: attributes say what they were told, and refuse what can't be")
{
	struct sched_param parameters = {sched_get_priority_max(SCHED_FIFO) + 1};
	pthread_attr_t attr;
	pthread_t thread;
	size_t bytes;
	int value;

	MOTE_CHECK_EQUAL(pthread_attr_init(&attr), 0);
	pthread_attr_getstacksize(&attr, &bytes);
	MOTE_CHECK(bytes >= PTHREAD_STACK_MIN);
	pthread_attr_getguardsize(&attr, &bytes);
	MOTE_CHECK_EQUAL(bytes, MOTE_PAGE_BYTES);
	pthread_attr_getdetachstate(&attr, &value);
	MOTE_CHECK_EQUAL(value, PTHREAD_CREATE_JOINABLE);
	pthread_attr_getinheritsched(&attr, &value);
	MOTE_CHECK_EQUAL(value, PTHREAD_INHERIT_SCHED);
	MOTE_CHECK_EQUAL(pthread_attr_setstacksize(&attr, PTHREAD_STACK_MIN - 1), EINVAL);
	MOTE_CHECK_EQUAL(pthread_attr_setdetachstate(&attr, 7), EINVAL);
	MOTE_CHECK_EQUAL(pthread_attr_setschedpolicy(&attr, 7), EINVAL);
	MOTE_CHECK_EQUAL(pthread_attr_setschedparam(&attr, &parameters), EINVAL);
	MOTE_CHECK_EQUAL(pthread_attr_setscope(&attr, PTHREAD_SCOPE_PROCESS), ENOTSUP);
	/* SCHED_OTHER has one priority. */
	parameters.sched_priority = 1;
	MOTE_CHECK_EQUAL(pthread_attr_setschedparam(&attr, &parameters), 0);
	MOTE_CHECK_EQUAL(pthread_attr_setinheritsched(&attr, PTHREAD_EXPLICIT_SCHED), 0);
	MOTE_CHECK_EQUAL(pthread_create(&thread, &attr, return_argument, NULL), EINVAL);
	MOTE_CHECK_EQUAL(pthread_attr_destroy(&attr), 0);
	MOTE_CHECK_EQUAL(pthread_create(&thread, &attr, return_argument, NULL), EINVAL);
	MOTE_CHECK_EQUAL(pthread_attr_destroy(&attr), EINVAL);
	MOTE_CHECK_EQUAL(pthread_attr_destroy(NULL), EINVAL);
}

static void *look_at_oneself(void *argument)
{
	pthread_attr_t *attr = argument;
	char here;
	char *stack;
	size_t bytes;

	MOTE_CHECK_EQUAL(pthread_getattr_np(pthread_self(), attr), 0);
	pthread_attr_getstack(attr, (void **)&stack, &bytes);
	MOTE_CHECK(&here >= stack && &here < stack + bytes);
	return NULL;
}

MOTE_TEST(pthread_getattr, "pthread: a thread can look at its attributes and its name")
{
	struct sched_param parameters;
	pthread_attr_t attr, own;
	pthread_t thread;
	char name[16];
	int value;

	pthread_attr_init(&attr);
	MOTE_CHECK_EQUAL(pthread_attr_setname_np(&attr, "a thread with a name"), ERANGE);
	MOTE_CHECK_EQUAL(pthread_attr_setname_np(&attr, "looker"), 0);
	MOTE_REQUIRE(pthread_create(&thread, &attr, look_at_oneself, &own) == 0);
	MOTE_CHECK_EQUAL(pthread_getname_np(thread, name, sizeof(name)), 0);
	MOTE_CHECK_EQUAL_STRING(name, "looker");
	MOTE_CHECK_EQUAL(pthread_getname_np(thread, name, 3), ERANGE);
	MOTE_CHECK_EQUAL(pthread_setname_np(thread, "walker"), 0);
	pthread_getname_np(thread, name, sizeof(name));
	MOTE_CHECK_EQUAL_STRING(name, "walker");
	pthread_join(thread, NULL);
	MOTE_REQUIRE(start(&thread, MAIN_PRIORITY + 3, look_at_oneself, &own));
	pthread_join(thread, NULL);
	pthread_attr_getschedpolicy(&own, &value);
	MOTE_CHECK_EQUAL(value, SCHED_FIFO);
	pthread_attr_getschedparam(&own, &parameters);
	MOTE_CHECK_EQUAL(parameters.sched_priority, MAIN_PRIORITY + 3);
}

static void *sleep_long(void *argument)
{
	sleep(1000);
	return argument;
}

MOTE_TEST(pthread_join_timed, "pthread: who joins waits no longer than it wants")
{
	struct timespec time = in(CLOCK_REALTIME, 30);
	pthread_t thread;
	void *result;

	MOTE_REQUIRE(pthread_create(&thread, NULL, sleep_long, NULL) == 0);
	MOTE_CHECK_EQUAL(pthread_tryjoin_np(thread, NULL), EBUSY);
	MOTE_CHECK_EQUAL(pthread_timedjoin_np(thread, NULL, &time), ETIMEDOUT);
	MOTE_CHECK(has_come(CLOCK_REALTIME, time));
	pthread_cancel(thread);
	MOTE_CHECK_EQUAL(pthread_join(thread, &result), 0);
	MOTE_CHECK_EQUAL(result, PTHREAD_CANCELED);
}

static void *adopted(void *argument)
{
	pthread_t *self = argument;
	pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

	*self = pthread_self();
	MOTE_CHECK_EQUAL(pthread_mutex_lock(&mutex), 0);
	MOTE_CHECK_EQUAL(pthread_mutex_unlock(&mutex), 0);
	MOTE_CHECK_EQUAL(pthread_setname_np(*self, "adopted"), 0);
	return NULL;
}

MOTE_TEST(pthread_adopted,
	  "pthread: threads of the core are known too, and forgotten when they end")
{
	struct mote_thread *thread;
	pthread_t id;

	MOTE_REQUIRE(mote_thread_create(&thread, NULL, adopted, &id) == 0);
	mote_thread_join(thread, NULL);
	MOTE_CHECK_EQUAL(pthread_join(id, NULL), ESRCH);
}

static void *end_with_mutex(void *mutex)
{
	pthread_mutex_lock(mutex);
	return mutex;
}

static void *try_mutex(void *mutex)
{
	struct timespec time = in(CLOCK_REALTIME, 5);

	return (void *)(uintptr_t)pthread_mutex_timedlock(mutex, &time);
}

MOTE_TEST(pthread_ended_locked,
	  "pthread: a mutex of a thread that has ended stays locked, and does no harm")
{
	/* For ever: the thread's name stands in it. */
	static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
	pthread_t thread;
	void *result;

	MOTE_REQUIRE(pthread_create(&thread, NULL, end_with_mutex, &mutex) == 0);
	MOTE_CHECK_EQUAL(pthread_join(thread, &result), 0);
	MOTE_CHECK_EQUAL(result, &mutex);
	MOTE_CHECK_EQUAL(pthread_join(thread, &result), ESRCH);
	for (int i = 0; i < 3; i++) {
		MOTE_REQUIRE(pthread_create(&thread, NULL, try_mutex, &mutex) == 0);
		MOTE_CHECK_EQUAL(pthread_join(thread, &result), 0);
		MOTE_CHECK_EQUAL(result, ETIMEDOUT);
	}
	MOTE_CHECK_EQUAL(pthread_mutex_destroy(&mutex), EBUSY);
}
