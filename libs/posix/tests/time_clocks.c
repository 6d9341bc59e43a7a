/* SPDX-License-Identifier: BSD-3-Clause */
/* Clocks and sleeps. Every comparison of times is with what must have passed, never with what may. */
#include <errno.h>
#include <mote/test.h>
#include <pthread.h>
#include <sys/time.h>
#include <sys/times.h>
#include <time.h>
#include <unistd.h>

#define MILLION 1000000L
#define NO_CLOCK ((clockid_t)99999)

static long long nanoseconds(const struct timespec *time)
{
	return time->tv_sec * 1000000000LL + time->tv_nsec;
}

static long long now(clockid_t clock)
{
	struct timespec time = {.tv_sec = -1};

	MOTE_CHECK_EQUAL(clock_gettime(clock, &time), 0);
	return nanoseconds(&time);
}

MOTE_TEST(time_clocks, "time: all clocks tell the time and never go back")
{
	static const clockid_t clocks[] = {CLOCK_REALTIME, CLOCK_MONOTONIC,
					   CLOCK_PROCESS_CPUTIME_ID, CLOCK_THREAD_CPUTIME_ID};
	struct timespec resolution;

	for (size_t i = 0; i < MOTE_ARRAY_SIZE(clocks); i++) {
		long long first = now(clocks[i]);

		MOTE_CHECK(first >= 0);
		MOTE_CHECK(now(clocks[i]) >= first);
		MOTE_CHECK_EQUAL(clock_getres(clocks[i], &resolution), 0);
		MOTE_CHECK(nanoseconds(&resolution) > 0);
		MOTE_CHECK_EQUAL(clock_getres(clocks[i], NULL), 0);
	}
}

MOTE_TEST(time_errors, "time: clocks that don't exist, times that can't be")
{
	struct timespec time = {.tv_nsec = 1000000000};
	struct timeval old = {.tv_usec = 1000000};

	MOTE_CHECK(clock_gettime(NO_CLOCK, &time) == -1 && errno == EINVAL);
	MOTE_CHECK(clock_getres(NO_CLOCK, &time) == -1 && errno == EINVAL);
	MOTE_CHECK(clock_settime(CLOCK_REALTIME, &time) == -1 && errno == EINVAL);
	MOTE_CHECK(nanosleep(&time, NULL) == -1 && errno == EINVAL);
	MOTE_CHECK_EQUAL(clock_nanosleep(CLOCK_REALTIME, 0, &time, NULL), EINVAL);
	time.tv_nsec = -1;
	MOTE_CHECK_EQUAL(clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &time, NULL), EINVAL);
	time = (struct timespec){.tv_sec = -1};
	MOTE_CHECK(nanosleep(&time, NULL) == -1 && errno == EINVAL);
	time.tv_sec = 1;
	MOTE_CHECK(clock_settime(CLOCK_MONOTONIC, &time) == -1 && errno == EINVAL);
	MOTE_CHECK_EQUAL(clock_nanosleep(NO_CLOCK, 0, &time, NULL), EINVAL);
	MOTE_CHECK_EQUAL(clock_nanosleep(CLOCK_THREAD_CPUTIME_ID, 0, &time, NULL), EINVAL);
	MOTE_CHECK_EQUAL(clock_nanosleep(CLOCK_PROCESS_CPUTIME_ID, 0, &time, NULL), ENOTSUP);
	MOTE_CHECK(settimeofday(&old, NULL) == -1 && errno == EINVAL);
}

MOTE_TEST(time_sleep, "time: no sleep is too short")
{
	struct timespec length = {.tv_nsec = 3 * MILLION}, past = {.tv_sec = 0};
	long long before = now(CLOCK_MONOTONIC);
	struct timespec until;

	MOTE_CHECK_EQUAL(nanosleep(&length, NULL), 0);
	MOTE_CHECK(now(CLOCK_MONOTONIC) - before >= 3 * MILLION);
	before = now(CLOCK_MONOTONIC);
	MOTE_CHECK_EQUAL(usleep(2000), 0);
	MOTE_CHECK(now(CLOCK_MONOTONIC) - before >= 2 * MILLION);
	clock_gettime(CLOCK_REALTIME, &until);
	until.tv_sec += (until.tv_nsec + 3 * MILLION) / 1000000000;
	until.tv_nsec = (until.tv_nsec + 3 * MILLION) % 1000000000;
	MOTE_CHECK_EQUAL(clock_nanosleep(CLOCK_REALTIME, TIMER_ABSTIME, &until, NULL), 0);
	MOTE_CHECK(now(CLOCK_REALTIME) >= nanoseconds(&until));
	MOTE_CHECK_EQUAL(clock_nanosleep(CLOCK_REALTIME, TIMER_ABSTIME, &past, NULL), 0);
	MOTE_CHECK_EQUAL(clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &past, NULL), 0);
	MOTE_CHECK_EQUAL(sleep(0), 0);
}

static struct timespec alarm_time;
static volatile bool slept;

static void *sleep_until(void *argument)
{
	(void)argument;
	MOTE_CHECK_EQUAL(clock_nanosleep(CLOCK_REALTIME, TIMER_ABSTIME, &alarm_time, NULL), 0);
	MOTE_CHECK(now(CLOCK_REALTIME) >= nanoseconds(&alarm_time));
	slept = true;
	return NULL;
}

MOTE_TEST(time_set, "time: who sleeps until a time of day wakes when the clock is set beyond it")
{
	struct timespec wall, wait = {.tv_nsec = 5 * MILLION};
	long long steady = now(CLOCK_MONOTONIC);
	pthread_t thread;

	clock_gettime(CLOCK_REALTIME, &wall);
	alarm_time = wall;
	alarm_time.tv_sec += 3600;
	slept = false;
	MOTE_REQUIRE(pthread_create(&thread, NULL, sleep_until, NULL) == 0);
	nanosleep(&wait, NULL);
	wall.tv_sec -= 10;
	MOTE_CHECK_EQUAL(clock_settime(CLOCK_REALTIME, &wall), 0);
	nanosleep(&wait, NULL);
	MOTE_CHECK(!slept);
	wall.tv_sec += 7200;
	MOTE_CHECK_EQUAL(clock_settime(CLOCK_REALTIME, &wall), 0);
	pthread_join(thread, NULL);
	MOTE_CHECK(slept);
	/* The other clock isn't touched. */
	MOTE_CHECK(now(CLOCK_MONOTONIC) - steady < 3600 * 1000000000LL);
	wall.tv_sec -= 7190;
	clock_settime(CLOCK_REALTIME, &wall);
}

MOTE_TEST(time_of_day, "time: time(), gettimeofday() and clock_gettime() agree")
{
	struct timeval old, wanted = {.tv_sec = 1500000000, .tv_usec = 500000};
	long long before = now(CLOCK_REALTIME);

	MOTE_CHECK_EQUAL(gettimeofday(&old, NULL), 0);
	MOTE_CHECK(old.tv_sec * 1000000000LL + old.tv_usec * 1000LL >= before / 1000 * 1000);
	MOTE_CHECK(time(NULL) >= old.tv_sec);
	MOTE_CHECK_EQUAL(settimeofday(&wanted, NULL), 0);
	MOTE_CHECK_EQUAL(time(NULL) / 1000, 1500000);
	settimeofday(&old, NULL);
}

static void compute_for(long long length)
{
	long long begin = now(CLOCK_THREAD_CPUTIME_ID);

	while (now(CLOCK_THREAD_CPUTIME_ID) - begin < length)
		;
}

static clockid_t other_clock;
static pthread_barrier_t barrier;

static void *compute(void *argument)
{
	(void)argument;
	compute_for(5 * MILLION);
	pthread_barrier_wait(&barrier);
	pthread_barrier_wait(&barrier);
	return NULL;
}

MOTE_TEST(time_cpu, "time: a thread's clock counts its own time, the process's all threads'")
{
	long long process = now(CLOCK_PROCESS_CPUTIME_ID);
	struct timespec time;
	pthread_t thread;
	clockid_t clock;

	MOTE_CHECK_EQUAL(clock_getcpuclockid(0, &clock), 0);
	MOTE_CHECK_EQUAL(clock_getcpuclockid(99999, &clock), ESRCH);
	pthread_barrier_init(&barrier, NULL, 2);
	MOTE_REQUIRE(pthread_create(&thread, NULL, compute, NULL) == 0);
	MOTE_CHECK_EQUAL(pthread_getcpuclockid(thread, &other_clock), 0);
	pthread_barrier_wait(&barrier);
	MOTE_CHECK(now(other_clock) >= 5 * MILLION);
	MOTE_CHECK_EQUAL(clock_nanosleep(other_clock, 0, &(struct timespec){.tv_sec = 1}, NULL),
			 ENOTSUP);
	pthread_barrier_wait(&barrier);
	pthread_join(thread, NULL);
	/* It counts for the process when it has ended too; 1 in 8 for what scaling loses. */
	MOTE_CHECK(now(CLOCK_PROCESS_CPUTIME_ID) - process >= 5 * MILLION * 7 / 8);
	MOTE_CHECK(clock_gettime(other_clock, &time) == -1 && errno == EINVAL);
	pthread_barrier_destroy(&barrier);
}

MOTE_TEST(time_ticks, "time: times() and clock() count in the unit that they say")
{
	struct tms times_now;
	clock_t ticks = times(&times_now), before = clock();

	compute_for(4 * MILLION);
	MOTE_CHECK_EQUAL(sysconf(_SC_CLK_TCK), CLOCKS_PER_SEC);
	MOTE_CHECK(clock() - before >= CLOCKS_PER_SEC / 1000);
	MOTE_CHECK(times(NULL) - ticks >= CLOCKS_PER_SEC / 1000);
	MOTE_CHECK_EQUAL(times_now.tms_cutime, 0);
}
