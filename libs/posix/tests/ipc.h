/* SPDX-License-Identifier: BSD-3-Clause */
/* What the tests of semaphores, queues, eventfd and so on have in common. */
#ifndef POSIX_TESTS_IPC_H
#define POSIX_TESTS_IPC_H

#include <errno.h>
#include <mote/test.h>
#include <pthread.h>
#include <signal.h>
#include <stdbool.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* Checks that a call fails, and with this error. */
#define CHECK_FAILS(call, error)                                                                   \
	do {                                                                                       \
		errno = 0;                                                                         \
		MOTE_CHECK_EQUAL(call, -1);                                                        \
		MOTE_CHECK_EQUAL(errno, error);                                                    \
	} while (0)

/* What CLOCK says in so many milliseconds. */
static inline struct timespec in_milliseconds(clockid_t clock, long milliseconds)
{
	struct timespec time;

	clock_gettime(clock, &time);
	time.tv_sec += milliseconds / 1000;
	time.tv_nsec += milliseconds % 1000 * 1000000;
	if (time.tv_nsec >= 1000000000) {
		time.tv_sec++;
		time.tv_nsec -= 1000000000;
	}
	return time;
}

static inline bool is_reached(clockid_t clock, const struct timespec *time)
{
	struct timespec now;

	clock_gettime(clock, &now);
	return now.tv_sec > time->tv_sec ||
	       (now.tv_sec == time->tv_sec && now.tv_nsec >= time->tv_nsec);
}

static inline pthread_t spawn(void *(*entry)(void *), void *argument)
{
	pthread_t thread = 0;

	MOTE_CHECK_EQUAL(pthread_create(&thread, NULL, entry, argument), 0);
	return thread;
}

/* Has SIGUSR1 call HANDLER, and system calls fail with EINTR. */
static inline void catch_sigusr1(void (*handler)(int))
{
	struct sigaction action = {.sa_handler = handler};

	sigaction(SIGUSR1, &action, NULL);
}

/* In a thread: sends SIGUSR1 to the one that *ARGUMENT is, after a while, again and again until *DONE. */
struct pester {
	pthread_t victim;
	volatile bool done;
};

static inline void *pester(void *argument)
{
	struct pester *pester = argument;

	while (!pester->done) {
		usleep(500);
		pthread_kill(pester->victim, SIGUSR1);
	}
	return NULL;
}

static inline void ignore_signal(int number)
{
	(void)number;
}

#endif
