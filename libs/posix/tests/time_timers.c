/* SPDX-License-Identifier: BSD-3-Clause */
/* alarm(), setitimer(), timer_create(). */
#include <errno.h>
#include <limits.h>
#include <pthread.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

#include "signals.h"

#define MILLION 1000000L
#define NO_TIMER ((timer_t)0x7777)

static sigset_t block(int number)
{
	sigset_t set = test_set_of(number, 0);

	sigprocmask(SIG_BLOCK, &set, NULL);
	return set;
}

MOTE_TEST(timer_alarm, "timers: alarm() sends SIGALRM, tells what was left, and can be taken back")
{
	struct itimerval soon = {.it_value = {.tv_usec = 2000}}, left;
	sigset_t set = block(SIGALRM);
	struct timespec moment = {.tv_nsec = 5 * MILLION};
	int number = 0;

	MOTE_CHECK_EQUAL(alarm(1000), 0);
	MOTE_CHECK_EQUAL(alarm(0), 1000);
	MOTE_CHECK_EQUAL(alarm(0), 0);
	MOTE_CHECK_EQUAL(setitimer(ITIMER_REAL, &soon, NULL), 0);
	sigwait(&set, &number);
	MOTE_CHECK_EQUAL(number, SIGALRM);
	getitimer(ITIMER_REAL, &left);
	MOTE_CHECK_EQUAL(left.it_value.tv_sec, 0);
	MOTE_CHECK_EQUAL(left.it_value.tv_usec, 0);
	MOTE_CHECK(sigtimedwait(&set, NULL, &moment) == -1 && errno == EAGAIN);
	sigprocmask(SIG_UNBLOCK, &set, NULL);
}

MOTE_TEST(timer_interval, "timers: an interval timer goes on until it is stopped")
{
	struct itimerval often = {.it_value = {.tv_usec = 1000}, .it_interval = {.tv_usec = 1000}};
	struct itimerval never = {.it_value = {.tv_sec = 0}}, old;
	sigset_t set = block(SIGALRM);
	int number;

	MOTE_CHECK_EQUAL(setitimer(ITIMER_REAL, &often, NULL), 0);
	for (int i = 0; i < 5; i++)
		sigwait(&set, &number);
	MOTE_CHECK_EQUAL(setitimer(ITIMER_REAL, &never, &old), 0);
	MOTE_CHECK_EQUAL(old.it_interval.tv_usec, 1000);
	MOTE_CHECK(setitimer(3, &never, NULL) == -1 && errno == EINVAL);
	often.it_value.tv_usec = 1000000;
	MOTE_CHECK(setitimer(ITIMER_REAL, &often, NULL) == -1 && errno == EINVAL);
	test_restore(SIGALRM);
}

MOTE_TEST(timer_cpu, "timers: one of processor time expires for a program that computes")
{
	struct itimerval soon = {.it_value = {.tv_usec = 2000}};
	struct timespec before, after;

	test_signals_begin();
	test_install(SIGPROF, 0);
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &before);
	MOTE_CHECK_EQUAL(setitimer(ITIMER_PROF, &soon, NULL), 0);
	while (!test_handled)
		;
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &after);
	MOTE_CHECK((after.tv_sec - before.tv_sec) * 1000000000L + after.tv_nsec - before.tv_nsec >=
		   2 * MILLION * 7 / 8);
	MOTE_CHECK_EQUAL(test_handled_numbers[0], SIGPROF);
	test_restore(SIGPROF);
}

MOTE_TEST(timer_errors, "timers: what can't be created, and numbers that aren't a timer's")
{
	struct sigevent event = {.sigev_notify = SIGEV_SIGNAL, .sigev_signo = NSIG};
	struct itimerspec setting = {.it_value = {.tv_nsec = -1}};
	timer_t timer;

	MOTE_CHECK(timer_create(CLOCK_REALTIME, &event, &timer) == -1 && errno == EINVAL);
	event.sigev_notify = 77;
	MOTE_CHECK(timer_create(CLOCK_REALTIME, &event, &timer) == -1 && errno == EINVAL);
	MOTE_CHECK(timer_create((clockid_t)99999, NULL, &timer) == -1 && errno == EINVAL);
	MOTE_CHECK(timer_delete(NO_TIMER) == -1 && errno == EINVAL);
	MOTE_CHECK(timer_gettime(NO_TIMER, &setting) == -1 && errno == EINVAL);
	MOTE_CHECK(timer_getoverrun(NO_TIMER) == -1 && errno == EINVAL);
	MOTE_REQUIRE(timer_create(CLOCK_MONOTONIC, NULL, &timer) == 0);
	setting.it_value.tv_nsec = 1000000000;
	MOTE_CHECK(timer_settime(timer, 0, &setting, NULL) == -1 && errno == EINVAL);
	MOTE_CHECK_EQUAL(timer_delete(timer), 0);
	setting.it_value.tv_nsec = 1;
	MOTE_CHECK(timer_settime(timer, 0, &setting, NULL) == -1 && errno == EINVAL);
}

MOTE_TEST(timer_signal, "timers: one of timer_create() sends its signal with its value")
{
	struct sigevent event = {.sigev_notify = SIGEV_SIGNAL,
				 .sigev_signo = SIGRTMIN,
				 .sigev_value.sival_int = 4711};
	struct itimerspec setting = {.it_value = {.tv_nsec = MILLION}}, left;
	sigset_t set = block(SIGRTMIN);
	siginfo_t info;
	timer_t timer;

	MOTE_REQUIRE(timer_create(CLOCK_MONOTONIC, &event, &timer) == 0);
	MOTE_CHECK_EQUAL(timer_gettime(timer, &left), 0);
	MOTE_CHECK_EQUAL(left.it_value.tv_nsec, 0);
	MOTE_CHECK_EQUAL(timer_settime(timer, 0, &setting, NULL), 0);
	MOTE_CHECK_EQUAL(sigwaitinfo(&set, &info), SIGRTMIN);
	MOTE_CHECK_EQUAL(info.si_code, SI_TIMER);
	MOTE_CHECK_EQUAL(info.si_value.sival_int, 4711);
	MOTE_CHECK_EQUAL(info.si_timerid, timer);
	MOTE_CHECK_EQUAL(timer_getoverrun(timer), info.si_overrun);
	setting.it_value.tv_sec = 1000;
	MOTE_CHECK_EQUAL(timer_settime(timer, 0, &setting, NULL), 0);
	MOTE_CHECK_EQUAL(timer_gettime(timer, &left), 0);
	MOTE_CHECK(left.it_value.tv_sec > 500 && left.it_value.tv_sec <= 1000);
	MOTE_CHECK_EQUAL(timer_delete(timer), 0);
	sigprocmask(SIG_UNBLOCK, &set, NULL);
}

/* Sets a timer whose signal waits for LENGTH nanoseconds. Returns the overruns that it tells then. */
static int overruns_of(long interval, long length)
{
	struct sigevent event = {.sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGRTMIN};
	struct itimerspec setting = {.it_value = {.tv_nsec = interval},
				     .it_interval = {.tv_nsec = interval}};
	struct timespec time = {.tv_nsec = length};
	sigset_t set = block(SIGRTMIN);
	siginfo_t info = {.si_overrun = -1};
	timer_t timer;

	MOTE_CHECK_EQUAL(timer_create(CLOCK_MONOTONIC, &event, &timer), 0);
	MOTE_CHECK_EQUAL(timer_settime(timer, 0, &setting, NULL), 0);
	nanosleep(&time, NULL);
	MOTE_CHECK_EQUAL(sigwaitinfo(&set, &info), SIGRTMIN);
	MOTE_CHECK_EQUAL(timer_delete(timer), 0);
	sigprocmask(SIG_UNBLOCK, &set, NULL);
	return info.si_overrun;
}

MOTE_TEST(timer_overrun, "timers: expiries that come while the signal waits are counted, also many")
{
	MOTE_CHECK(overruns_of(MILLION, 20 * MILLION) >= 19);
	MOTE_CHECK(overruns_of(1, 20 * MILLION) >= 19 * MILLION);
}

MOTE_TEST(timer_busy, "timers: an interval of a nanosecond leaves the processor to others")
{
	struct itimerspec setting = {.it_value = {.tv_nsec = 1}, .it_interval = {.tv_nsec = 1}};
	struct sigevent event = {.sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGCHLD};
	struct timespec length = {.tv_nsec = 5 * MILLION};
	timer_t timer;

	/* Its signal is ignored, so that it never waits. */
	MOTE_REQUIRE(timer_create(CLOCK_MONOTONIC, &event, &timer) == 0);
	MOTE_CHECK_EQUAL(timer_settime(timer, 0, &setting, NULL), 0);
	MOTE_CHECK_EQUAL(nanosleep(&length, NULL), 0);
	MOTE_CHECK_EQUAL(timer_delete(timer), 0);
}

MOTE_TEST(timer_wall, "timers: one for a time of day expires when the clock is set beyond it")
{
	struct sigevent event = {.sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGRTMIN};
	struct itimerspec hour = {.it_value = {.tv_sec = 3600}}, left;
	struct timespec moment = {.tv_nsec = 5 * MILLION}, wall;
	sigset_t set = block(SIGRTMIN);
	timer_t relative, absolute;
	siginfo_t info;

	MOTE_REQUIRE(timer_create(CLOCK_REALTIME, &event, &absolute) == 0);
	MOTE_REQUIRE(timer_create(CLOCK_REALTIME, &event, &relative) == 0);
	timer_settime(relative, 0, &hour, NULL);
	clock_gettime(CLOCK_REALTIME, &wall);
	hour.it_value.tv_sec += wall.tv_sec;
	timer_settime(absolute, TIMER_ABSTIME, &hour, NULL);
	MOTE_CHECK(sigtimedwait(&set, &info, &moment) == -1 && errno == EAGAIN);
	wall.tv_sec += 3601;
	clock_settime(CLOCK_REALTIME, &wall);
	MOTE_CHECK_EQUAL(sigwaitinfo(&set, &info), SIGRTMIN);
	MOTE_CHECK_EQUAL(info.si_timerid, absolute);
	/* One for a length of time takes no notice. */
	timer_gettime(relative, &left);
	MOTE_CHECK(left.it_value.tv_sec > 1800 && left.it_value.tv_sec <= 3600);
	timer_delete(relative);
	timer_delete(absolute);
	wall.tv_sec -= 3601;
	clock_settime(CLOCK_REALTIME, &wall);
	sigprocmask(SIG_UNBLOCK, &set, NULL);
}

static volatile unsigned called;
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;

static void count(union sigval value)
{
	pthread_mutex_lock(&mutex);
	called += value.sival_int;
	pthread_cond_signal(&changed);
	pthread_mutex_unlock(&mutex);
}

MOTE_TEST(timer_thread, "timers: SIGEV_THREAD calls a function in a thread, each time")
{
	struct sigevent event = {.sigev_notify = SIGEV_THREAD,
				 .sigev_notify_function = count,
				 .sigev_value.sival_int = 1};
	struct itimerspec setting = {.it_value = {.tv_nsec = MILLION},
				     .it_interval = {.tv_nsec = 2 * MILLION}};
	timer_t timer;

	called = 0;
	MOTE_REQUIRE(timer_create(CLOCK_MONOTONIC, &event, &timer) == 0);
	MOTE_CHECK_EQUAL(timer_settime(timer, 0, &setting, NULL), 0);
	pthread_mutex_lock(&mutex);
	while (called < 5)
		pthread_cond_wait(&changed, &mutex);
	pthread_mutex_unlock(&mutex);
	MOTE_CHECK_EQUAL(timer_delete(timer), 0);
}

MOTE_TEST(timer_most, "timers: too many are refused with EAGAIN, and none of them is lost")
{
	static timer_t timers[4096];
	long most = sysconf(_SC_TIMER_MAX);
	long created = 0;

	MOTE_REQUIRE(most <= (long)MOTE_ARRAY_SIZE(timers));
	while (created < most && timer_create(CLOCK_MONOTONIC, NULL, &timers[created]) == 0)
		created++;
	MOTE_CHECK_EQUAL(created, most);
	MOTE_CHECK(timer_create(CLOCK_MONOTONIC, NULL, &timers[0]) == -1 && errno == EAGAIN);
	for (long i = 0; i < created; i++)
		MOTE_REQUIRE(timer_delete(timers[i]) == 0);
	MOTE_CHECK_EQUAL(timer_create(CLOCK_MONOTONIC, NULL, &timers[0]), 0);
	MOTE_CHECK_EQUAL(timer_delete(timers[0]), 0);
}
