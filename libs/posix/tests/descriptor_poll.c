/* SPDX-License-Identifier: BSD-3-Clause */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <mote/clock.h>
#include <mote/sleep.h>
#include <mote/test.h>
#include <mote/test_random.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <string.h>
#include <sys/select.h>
#include <unistd.h>

#define CHECK_FAILS(call, error)                                                                   \
	do {                                                                                       \
		errno = 0;                                                                         \
		MOTE_CHECK_EQUAL(call, -1);                                                        \
		MOTE_CHECK_EQUAL(errno, error);                                                    \
	} while (0)

static void *write_later(void *argument)
{
	mote_sleep(3 * MOTE_NANOSECONDS_PER_MILLISECOND);
	write(*(int *)argument, "x", 1);
	return NULL;
}

MOTE_TEST(descriptor_poll_states, "poll: a pipe's ends say what can be done with them")
{
	static char text[70000];
	struct pollfd both[2];
	int ends[2];

	MOTE_REQUIRE(pipe2(ends, O_NONBLOCK) == 0);
	both[0] = (struct pollfd){ends[0], POLLIN | POLLRDNORM, -1};
	both[1] = (struct pollfd){ends[1], POLLOUT | POLLWRNORM, -1};
	MOTE_CHECK_EQUAL(poll(both, 2, 0), 1);
	MOTE_CHECK_EQUAL(both[0].revents, 0);
	MOTE_CHECK_EQUAL(both[1].revents, POLLOUT | POLLWRNORM);
	while (write(ends[1], text, sizeof(text)) > 0)
		;
	MOTE_CHECK_EQUAL(poll(both, 2, -1), 1);
	MOTE_CHECK_EQUAL(both[0].revents, POLLIN | POLLRDNORM);
	MOTE_CHECK_EQUAL(both[1].revents, 0);
	both[0].events = 0;
	MOTE_CHECK_EQUAL(poll(both, 2, 0), 0);
	close(ends[1]);
	MOTE_CHECK_EQUAL(poll(both, 2, 0), 2);
	MOTE_CHECK_EQUAL(both[0].revents, POLLHUP);
	MOTE_CHECK_EQUAL(both[1].revents, POLLNVAL);
	both[1].fd = -5;
	MOTE_CHECK_EQUAL(poll(both, 2, 0), 1);
	MOTE_CHECK_EQUAL(both[1].revents, 0);
	close(ends[0]);
	MOTE_REQUIRE(pipe(ends) == 0);
	close(ends[0]);
	both[1].fd = ends[1];
	MOTE_CHECK_EQUAL(poll(both + 1, 1, 0), 1);
	MOTE_CHECK(both[1].revents & POLLERR);
	close(ends[1]);
}

MOTE_TEST(descriptor_poll_waits, "poll: it waits for the event, and until its time is up")
{
	uint64_t begin = mote_clock_now();
	struct pollfd descriptor;
	pthread_t writer;
	int ends[2];

	MOTE_REQUIRE(pipe(ends) == 0);
	descriptor = (struct pollfd){ends[0], POLLIN, 0};
	MOTE_CHECK_EQUAL(poll(&descriptor, 1, 5), 0);
	MOTE_CHECK(mote_clock_now() - begin >= 5 * MOTE_NANOSECONDS_PER_MILLISECOND);
	MOTE_REQUIRE(pthread_create(&writer, NULL, write_later, &ends[1]) == 0);
	MOTE_CHECK_EQUAL(poll(&descriptor, 1, -1), 1);
	MOTE_CHECK_EQUAL(descriptor.revents, POLLIN);
	pthread_join(writer, NULL);
	close(ends[0]);
	close(ends[1]);
	MOTE_CHECK_EQUAL(poll(NULL, 0, 1), 0);
	CHECK_FAILS(poll(NULL, 1, 0), EFAULT);
	CHECK_FAILS(poll(&descriptor, 1u << 30, 0), EINVAL);
}

static volatile sig_atomic_t caught;

static void note(int number)
{
	caught = number;
}

MOTE_TEST(descriptor_poll_signal,
	  "ppoll: a signal that its mask lets through interrupts it, though it came before")
{
	struct sigaction action = {.sa_handler = note, .sa_flags = SA_RESTART}, before;
	sigset_t blocked, old, now;
	struct pollfd descriptor;
	fd_set set;
	int ends[2];

	MOTE_REQUIRE(pipe(ends) == 0);
	descriptor = (struct pollfd){ends[0], POLLIN, 0};
	sigaction(SIGUSR1, &action, &before);
	sigemptyset(&blocked);
	sigaddset(&blocked, SIGUSR1);
	pthread_sigmask(SIG_BLOCK, &blocked, &old);
	raise(SIGUSR1);
	caught = 0;
	CHECK_FAILS(ppoll(&descriptor, 1, NULL, &old), EINTR);
	MOTE_CHECK_EQUAL(caught, SIGUSR1);
	raise(SIGUSR1);
	caught = 0;
	FD_ZERO(&set);
	FD_SET(ends[0], &set);
	CHECK_FAILS(pselect(ends[0] + 1, &set, NULL, NULL, NULL, &old), EINTR);
	MOTE_CHECK_EQUAL(caught, SIGUSR1);
	MOTE_CHECK(FD_ISSET(ends[0], &set));
	pthread_sigmask(SIG_SETMASK, &old, &now);
	MOTE_CHECK(sigismember(&now, SIGUSR1));
	sigaction(SIGUSR1, &before, NULL);
	close(ends[0]);
	close(ends[1]);
}

MOTE_TEST(descriptor_poll_times, "poll: times that are none are refused")
{
	struct timespec bad = {0, 1000000000}, negative = {-1, 0};
	struct timeval before = {-1, 0};
	fd_set set;

	FD_ZERO(&set);
	CHECK_FAILS(ppoll(NULL, 0, &bad, NULL), EINVAL);
	CHECK_FAILS(ppoll(NULL, 0, &negative, NULL), EINVAL);
	CHECK_FAILS(pselect(0, &set, NULL, NULL, &bad, NULL), EINVAL);
	CHECK_FAILS(select(0, &set, NULL, NULL, &before), EINVAL);
	CHECK_FAILS(select(-1, &set, NULL, NULL, NULL), EINVAL);
}

MOTE_TEST(descriptor_select, "select: the sets come back with what is ready, counted bit by bit")
{
	struct timeval now = {0, 0};
	fd_set readable, writable, exceptional;
	int ends[2];

	MOTE_REQUIRE(pipe(ends) == 0);
	FD_ZERO(&readable);
	FD_ZERO(&writable);
	FD_ZERO(&exceptional);
	FD_SET(ends[0], &readable);
	FD_SET(ends[1], &writable);
	FD_SET(ends[0], &exceptional);
	MOTE_CHECK_EQUAL(select(FD_SETSIZE, &readable, &writable, &exceptional, &now), 1);
	MOTE_CHECK(!FD_ISSET(ends[0], &readable) && FD_ISSET(ends[1], &writable));
	MOTE_CHECK(!FD_ISSET(ends[0], &exceptional));
	write(ends[1], "x", 1);
	FD_SET(ends[0], &readable);
	MOTE_CHECK_EQUAL(select(ends[1] + 1, &readable, &writable, NULL, NULL), 2);
	close(ends[1]);
	FD_ZERO(&writable);
	FD_SET(ends[1], &writable);
	CHECK_FAILS(select(ends[1] + 1, NULL, &writable, NULL, &now), EBADF);
	MOTE_CHECK(FD_ISSET(ends[1], &writable));
	close(ends[0]);
}

#define MANY 40

MOTE_TEST(descriptor_poll_many, "poll: among many descriptors the ones with events are found")
{
	struct pollfd descriptors[MANY];
	int ends[MANY][2];
	uint64_t random = 5;

	for (int i = 0; i < MANY; i++) {
		MOTE_REQUIRE(pipe(ends[i]) == 0);
		descriptors[i] = (struct pollfd){ends[i][0], POLLIN, 0};
	}
	for (int round = 0; round < 30; round++) {
		int chosen = (int)mote_test_random_below(&random, MANY);
		pthread_t writer;
		char byte;

		MOTE_REQUIRE(pthread_create(&writer, NULL, write_later, &ends[chosen][1]) == 0);
		MOTE_CHECK_EQUAL(poll(descriptors, MANY, -1), 1);
		for (int i = 0; i < MANY; i++)
			MOTE_CHECK_EQUAL(descriptors[i].revents, i == chosen ? POLLIN : 0);
		MOTE_CHECK_EQUAL(read(ends[chosen][0], &byte, 1), 1);
		pthread_join(writer, NULL);
	}
	for (int i = 0; i < MANY; i++) {
		close(ends[i][0]);
		close(ends[i][1]);
	}
}

static void *poll_for_ever(void *argument)
{
	struct pollfd descriptor = {*(int *)argument, POLLIN, 0};

	poll(&descriptor, 1, -1);
	return NULL;
}

MOTE_TEST(descriptor_poll_cancelled,
	  "poll: it is a cancellation point, and watches no more when it is cancelled")
{
	pthread_t poller;
	void *result;
	int ends[2];

	MOTE_REQUIRE(pipe(ends) == 0);
	MOTE_REQUIRE(pthread_create(&poller, NULL, poll_for_ever, &ends[0]) == 0);
	mote_sleep(2 * MOTE_NANOSECONDS_PER_MILLISECOND);
	pthread_cancel(poller);
	pthread_join(poller, &result);
	MOTE_CHECK(result == PTHREAD_CANCELED);
	MOTE_CHECK_EQUAL(write(ends[1], "x", 1), 1);
	close(ends[0]);
	close(ends[1]);
}
