/* SPDX-License-Identifier: BSD-3-Clause */
/* Signals between threads. */
#include <errno.h>
#include <mote/clock.h>
#include <mote/sleep.h>
#include <pthread.h>
#include <sched.h>
#include <setjmp.h>
#include <unistd.h>

#include "signals.h"

#define MILLISECOND MOTE_NANOSECONDS_PER_MILLISECOND
#define MANY 300

static volatile bool stop;
static volatile int result;

static void *compute(void *argument)
{
	while (!stop)
		;
	return argument;
}

MOTE_TEST(signal_computing,
	  "signals: a thread that computes is interrupted by its own signal alone")
{
	pthread_t thread;

	test_signals_begin();
	stop = false;
	test_install(SIGUSR1, 0);
	MOTE_REQUIRE(pthread_create(&thread, NULL, compute, NULL) == 0);
	MOTE_CHECK_EQUAL(pthread_kill(thread, SIGUSR1), 0);
	while (!test_handled)
		mote_sleep(MILLISECOND);
	MOTE_CHECK_EQUAL(test_handled_by, thread);
	stop = true;
	pthread_join(thread, NULL);
	MOTE_CHECK_EQUAL(pthread_kill(thread, SIGUSR1), ESRCH);
	MOTE_CHECK_EQUAL(pthread_kill(pthread_self(), NSIG), EINVAL);
	MOTE_CHECK_EQUAL(test_handled, 1);
	test_restore(SIGUSR1);
}

static void *send_to_process(void *argument)
{
	(void)argument;
	result = kill(getpid(), SIGUSR1);
	return NULL;
}

MOTE_TEST(signal_process, "signals: one for the process goes to a thread that doesn't block it")
{
	sigset_t blocked = test_set_of(SIGUSR1, 0), old;
	pthread_t thread;

	test_signals_begin();
	test_install(SIGUSR1, 0);
	/* The new thread inherits the mask. */
	pthread_sigmask(SIG_BLOCK, &blocked, &old);
	MOTE_REQUIRE(pthread_create(&thread, NULL, send_to_process, NULL) == 0);
	pthread_join(thread, NULL);
	MOTE_CHECK_EQUAL(test_handled, 0);
	pthread_sigmask(SIG_SETMASK, &old, NULL);
	MOTE_CHECK_EQUAL(test_handled, 1);
	MOTE_CHECK_EQUAL(test_handled_by, pthread_self());
	test_restore(SIGUSR1);
}

static void *block_and_send(void *argument)
{
	sigset_t blocked = test_set_of(SIGUSR1, 0);

	(void)argument;
	pthread_sigmask(SIG_BLOCK, &blocked, NULL);
	for (int i = 0; i < MANY; i++) {
		unsigned before = test_handled;

		kill(getpid(), SIGUSR1);
		while (test_handled == before)
			sched_yield();
	}
	stop = true;
	return NULL;
}

MOTE_TEST(signal_many, "signals: none is lost between threads, however the two are interleaved")
{
	pthread_t thread;

	test_signals_begin();
	stop = false;
	test_install(SIGUSR1, 0);
	MOTE_REQUIRE(pthread_create(&thread, NULL, block_and_send, NULL) == 0);
	while (!stop)
		;
	pthread_join(thread, NULL);
	MOTE_CHECK_EQUAL(test_handled, MANY);
	MOTE_CHECK_EQUAL(test_handled_by, pthread_self());
	test_restore(SIGUSR1);
}

static void *wait_for_signal(void *argument)
{
	sigset_t set = test_set_of(SIGUSR1, SIGRTMIN);
	int number = 0;

	(void)argument;
	pthread_sigmask(SIG_BLOCK, &set, NULL);
	stop = true;
	sigwait(&set, &number);
	result = number;
	return NULL;
}

MOTE_TEST(signal_wait, "signals: who waits for one gets it before any handler")
{
	pthread_t thread;

	test_signals_begin();
	stop = false;
	test_install(SIGUSR1, 0);
	MOTE_REQUIRE(pthread_create(&thread, NULL, wait_for_signal, NULL) == 0);
	while (!stop)
		mote_sleep(MILLISECOND);
	mote_sleep(MILLISECOND);
	/* Blocked, so that it is pending where it came before the thread waits. */
	sighold(SIGUSR1);
	kill(getpid(), SIGUSR1);
	pthread_join(thread, NULL);
	sigrelse(SIGUSR1);
	MOTE_CHECK_EQUAL(result, SIGUSR1);
	MOTE_CHECK_EQUAL(test_handled, 0);
	test_restore(SIGUSR1);
}

MOTE_TEST(signal_timed_wait,
	  "signals: sigtimedwait() takes what is pending, with its value, or times out")
{
	sigset_t set = test_set_of(SIGRTMIN, SIGUSR2);
	struct timespec timeout = {.tv_nsec = 1000000};
	union sigval value = {.sival_int = 42};
	siginfo_t info;

	test_signals_begin();
	sigprocmask(SIG_BLOCK, &set, NULL);
	MOTE_CHECK(sigtimedwait(&set, &info, &timeout) == -1 && errno == EAGAIN);
	timeout.tv_nsec = -1;
	MOTE_CHECK(sigtimedwait(&set, &info, &timeout) == -1 && errno == EINVAL);
	sigqueue(getpid(), SIGRTMIN, value);
	timeout.tv_nsec = 0;
	MOTE_CHECK_EQUAL(sigtimedwait(&set, &info, &timeout), SIGRTMIN);
	MOTE_CHECK_EQUAL(info.si_value.sival_int, 42);
	MOTE_CHECK_EQUAL(info.si_code, SI_QUEUE);
	raise(SIGUSR2);
	MOTE_CHECK_EQUAL(sigwaitinfo(&set, &info), SIGUSR2);
	sigprocmask(SIG_UNBLOCK, &set, NULL);
}

/* Sends SIGUSR1 to a thread until it says that it has gone on. */
static void *pester(void *argument)
{
	while (!stop) {
		pthread_kill((pthread_t)argument, SIGUSR1);
		mote_sleep(MILLISECOND);
	}
	return NULL;
}

MOTE_TEST(signal_interrupts, "signals: a handler ends sleeps, sigsuspend(), pause(), sigwaitinfo()")
{
	sigset_t others = test_set_of(SIGUSR2, 0), none;
	struct timespec hour = {.tv_sec = 3600}, left = {.tv_sec = 0};
	pthread_t thread;
	siginfo_t info;

	test_signals_begin();
	sigemptyset(&none);
	stop = false;
	/* That calls are started again makes no difference to these. */
	test_install(SIGUSR1, SA_RESTART);
	MOTE_REQUIRE(pthread_create(&thread, NULL, pester, pthread_self()) == 0);
	MOTE_CHECK(nanosleep(&hour, &left) == -1 && errno == EINTR);
	MOTE_CHECK(left.tv_sec <= 3600 && left.tv_sec > 3000);
	MOTE_CHECK_EQUAL(clock_nanosleep(CLOCK_MONOTONIC, 0, &hour, NULL), EINTR);
	MOTE_CHECK(sleep(3600) > 3000);
	MOTE_CHECK(sigsuspend(&none) == -1 && errno == EINTR);
	MOTE_CHECK(pause() == -1 && errno == EINTR);
	sigprocmask(SIG_BLOCK, &others, NULL);
	MOTE_CHECK(sigwaitinfo(&others, &info) == -1 && errno == EINTR);
	stop = true;
	pthread_join(thread, NULL);
	MOTE_CHECK(test_handled >= 6);
	test_restore(SIGUSR1);
	test_restore(SIGUSR2);
}

static void *answer(void *argument)
{
	sigset_t blocked = test_set_of(SIGUSR1, 0);

	pthread_sigmask(SIG_BLOCK, &blocked, NULL);
	for (int i = 0; i < MANY; i++) {
		unsigned before = test_handled;

		pthread_kill((pthread_t)argument, SIGUSR1);
		while (test_handled == before)
			sched_yield();
	}
	return NULL;
}

MOTE_TEST(signal_suspend, "signals: sigsuspend() misses none that comes while it changes the mask")
{
	sigset_t blocked = test_set_of(SIGUSR1, 0), old;
	pthread_t thread;

	test_signals_begin();
	test_install(SIGUSR1, 0);
	pthread_sigmask(SIG_BLOCK, &blocked, &old);
	MOTE_REQUIRE(pthread_create(&thread, NULL, answer, pthread_self()) == 0);
	for (int i = 0; i < MANY; i++)
		sigsuspend(&old);
	pthread_join(thread, NULL);
	MOTE_CHECK_EQUAL(test_handled, MANY);
	pthread_sigmask(SIG_SETMASK, &old, NULL);
	test_restore(SIGUSR1);
}

static sigjmp_buf outside;

static void jump_out(int number)
{
	siglongjmp(outside, number);
}

MOTE_TEST(signal_jump_from_wait, "signals: siglongjmp() out of a sleep that a signal interrupts")
{
	static volatile int jumps;
	static pthread_t thread;

	jumps = 0;
	stop = false;
	signal(SIGUSR1, jump_out);
	MOTE_REQUIRE(sigsetjmp(outside, 1) != 0 ||
		     pthread_create(&thread, NULL, pester, pthread_self()) == 0);
	if (sigsetjmp(outside, 1) != 0)
		jumps++;
	while (jumps < 20)
		sleep(3600);
	signal(SIGUSR1, SIG_IGN);
	stop = true;
	pthread_join(thread, NULL);
	MOTE_CHECK(jumps >= 20);
	test_restore(SIGUSR1);
}

static void *end_with_pending(void *argument)
{
	sigset_t blocked = test_set_of(SIGUSR1, 0);

	(void)argument;
	pthread_sigmask(SIG_BLOCK, &blocked, NULL);
	raise(SIGUSR1);
	return NULL;
}

MOTE_TEST(signal_end,
	  "signals: what is pending in a thread that ends is forgotten, and its memory free")
{
	pthread_t thread;

	test_signals_begin();
	test_install(SIGUSR1, 0);
	for (int i = 0; i < 200; i++) {
		MOTE_REQUIRE(pthread_create(&thread, NULL, end_with_pending, NULL) == 0);
		pthread_join(thread, NULL);
	}
	MOTE_CHECK_EQUAL(test_handled, 0);
	test_restore(SIGUSR1);
}
