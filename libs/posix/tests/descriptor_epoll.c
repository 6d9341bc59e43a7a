/* SPDX-License-Identifier: BSD-3-Clause */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <mote/clock.h>
#include <mote/heap.h>
#include <mote/sleep.h>
#include <mote/test.h>
#include <mote/test_random.h>
#include <poll.h>
#include <pthread.h>
#include <stdint.h>
#include <sys/epoll.h>
#include <unistd.h>

#define CHECK_FAILS(call, error)                                                                   \
	do {                                                                                       \
		errno = 0;                                                                         \
		MOTE_CHECK_EQUAL(call, -1);                                                        \
		MOTE_CHECK_EQUAL(errno, error);                                                    \
	} while (0)

static int add(int epoll, int descriptor, uint32_t events)
{
	struct epoll_event event = {.events = events, .data.fd = descriptor};

	return epoll_ctl(epoll, EPOLL_CTL_ADD, descriptor, &event);
}

/* How many events there are now; the first is stored. */
static int look(int epoll, struct epoll_event *first)
{
	struct epoll_event events[8];
	int count = epoll_wait(epoll, events, 8, 0);

	if (count > 0)
		*first = events[0];
	return count;
}

static void drain(int descriptor)
{
	char byte;

	MOTE_CHECK_EQUAL(read(descriptor, &byte, 1), 1);
}

MOTE_TEST(descriptor_epoll_level, "epoll: by level, it says so as long as it holds")
{
	struct epoll_event event = {0};
	int epoll = epoll_create1(0);
	int ends[2];

	MOTE_REQUIRE(epoll >= 0 && pipe(ends) == 0);
	MOTE_CHECK_EQUAL(add(epoll, ends[0], EPOLLIN), 0);
	MOTE_CHECK_EQUAL(look(epoll, &event), 0);
	write(ends[1], "xy", 2);
	for (int i = 0; i < 3; i++) {
		MOTE_CHECK_EQUAL(look(epoll, &event), 1);
		MOTE_CHECK_EQUAL(event.events, EPOLLIN);
		MOTE_CHECK_EQUAL(event.data.fd, ends[0]);
	}
	drain(ends[0]);
	MOTE_CHECK_EQUAL(look(epoll, &event), 1);
	drain(ends[0]);
	MOTE_CHECK_EQUAL(look(epoll, &event), 0);
	close(ends[1]);
	MOTE_CHECK_EQUAL(look(epoll, &event), 1);
	MOTE_CHECK_EQUAL(event.events, EPOLLHUP);
	close(ends[0]);
	close(epoll);
}

MOTE_TEST(descriptor_epoll_edge,
	  "epoll: by edge, it says so once for each time that something comes")
{
	struct epoll_event event = {0};
	int epoll = epoll_create(1);
	int ends[2];

	MOTE_REQUIRE(epoll >= 0 && pipe(ends) == 0);
	write(ends[1], "x", 1);
	MOTE_CHECK_EQUAL(add(epoll, ends[0], EPOLLIN | EPOLLET), 0);
	MOTE_CHECK_EQUAL(look(epoll, &event), 1);
	MOTE_CHECK_EQUAL(look(epoll, &event), 0);
	write(ends[1], "y", 1);
	MOTE_CHECK_EQUAL(look(epoll, &event), 1);
	MOTE_CHECK_EQUAL(look(epoll, &event), 0);
	write(ends[1], "z", 1);
	drain(ends[0]);
	drain(ends[0]);
	drain(ends[0]);
	MOTE_CHECK_EQUAL(look(epoll, &event), 0);
	/* Arming it again is an edge. */
	write(ends[1], "z", 1);
	look(epoll, &event);
	event = (struct epoll_event){.events = EPOLLIN | EPOLLET, .data.u64 = 77};
	MOTE_CHECK_EQUAL(epoll_ctl(epoll, EPOLL_CTL_MOD, ends[0], &event), 0);
	event.data.u64 = 0;
	MOTE_CHECK_EQUAL(look(epoll, &event), 1);
	MOTE_CHECK_EQUAL(event.data.u64, 77);
	close(ends[0]);
	close(ends[1]);
	close(epoll);
}

MOTE_TEST(descriptor_epoll_one_shot,
	  "epoll: one-shot, it says so once and then not until it is armed again")
{
	struct epoll_event event = {0};
	int epoll = epoll_create1(EPOLL_CLOEXEC);
	int ends[2];

	MOTE_REQUIRE(epoll >= 0 && pipe(ends) == 0);
	MOTE_CHECK_EQUAL(fcntl(epoll, F_GETFD), FD_CLOEXEC);
	MOTE_CHECK_EQUAL(add(epoll, ends[0], EPOLLIN | EPOLLONESHOT), 0);
	write(ends[1], "x", 1);
	MOTE_CHECK_EQUAL(look(epoll, &event), 1);
	MOTE_CHECK_EQUAL(look(epoll, &event), 0);
	write(ends[1], "y", 1);
	MOTE_CHECK_EQUAL(look(epoll, &event), 0);
	event = (struct epoll_event){.events = EPOLLIN | EPOLLONESHOT, .data.fd = ends[0]};
	MOTE_CHECK_EQUAL(epoll_ctl(epoll, EPOLL_CTL_MOD, ends[0], &event), 0);
	MOTE_CHECK_EQUAL(look(epoll, &event), 1);
	MOTE_CHECK_EQUAL(look(epoll, &event), 0);
	close(ends[0]);
	close(ends[1]);
	close(epoll);
}

MOTE_TEST(descriptor_epoll_errors, "epoll: what makes no sense is refused")
{
	struct epoll_event event = {.events = EPOLLIN}, events[2];
	int epoll = epoll_create1(0);
	int ends[2];

	MOTE_REQUIRE(epoll >= 0 && pipe(ends) == 0);
	CHECK_FAILS(epoll_create(0), EINVAL);
	CHECK_FAILS(epoll_create1(1), EINVAL);
	CHECK_FAILS(add(-1, ends[0], EPOLLIN), EBADF);
	CHECK_FAILS(add(epoll, 99, EPOLLIN), EBADF);
	CHECK_FAILS(add(ends[1], ends[0], EPOLLIN), EINVAL);
	CHECK_FAILS(add(epoll, epoll, EPOLLIN), EINVAL);
	CHECK_FAILS(epoll_ctl(epoll, EPOLL_CTL_MOD, ends[0], &event), ENOENT);
	CHECK_FAILS(epoll_ctl(epoll, EPOLL_CTL_DEL, ends[0], NULL), ENOENT);
	CHECK_FAILS(epoll_ctl(epoll, EPOLL_CTL_ADD, ends[0], NULL), EFAULT);
	CHECK_FAILS(epoll_ctl(epoll, 9, ends[0], &event), EINVAL);
	CHECK_FAILS(add(epoll, ends[0], EPOLLIN | EPOLLEXCLUSIVE | EPOLLONESHOT), EINVAL);
	MOTE_CHECK_EQUAL(add(epoll, ends[0], EPOLLIN | EPOLLEXCLUSIVE), 0);
	CHECK_FAILS(epoll_ctl(epoll, EPOLL_CTL_MOD, ends[0], &event), EINVAL);
	CHECK_FAILS(add(epoll, ends[0], EPOLLIN), EEXIST);
	MOTE_CHECK_EQUAL(epoll_ctl(epoll, EPOLL_CTL_DEL, ends[0], NULL), 0);
	CHECK_FAILS(epoll_wait(epoll, events, 0, 0), EINVAL);
	CHECK_FAILS(epoll_wait(epoll, NULL, 1, 0), EFAULT);
	CHECK_FAILS(epoll_wait(ends[0], events, 1, 0), EINVAL);
	CHECK_FAILS(epoll_wait(99, events, 1, 0), EBADF);
	close(ends[0]);
	close(ends[1]);
	close(epoll);
}

MOTE_TEST(descriptor_epoll_close,
	  "epoll: a file that is closed is watched no more, with its last descriptor")
{
	size_t allocations = mote_heap_statistics().allocations;
	struct epoll_event event = {0};
	int epoll = epoll_create1(0);
	int ends[2], copy;

	MOTE_REQUIRE(epoll >= 0 && pipe(ends) == 0);
	MOTE_CHECK_EQUAL(add(epoll, ends[0], EPOLLIN), 0);
	copy = dup(ends[0]);
	MOTE_CHECK_EQUAL(add(epoll, copy, EPOLLIN), 0);
	write(ends[1], "x", 1);
	MOTE_CHECK_EQUAL(look(epoll, &event), 2);
	close(copy);
	MOTE_CHECK_EQUAL(look(epoll, &event), 2);
	close(ends[0]);
	MOTE_CHECK_EQUAL(look(epoll, &event), 0);
	close(ends[1]);
	close(epoll);
	/* And the other way round. */
	epoll = epoll_create1(0);
	MOTE_REQUIRE(epoll >= 0 && pipe(ends) == 0);
	MOTE_CHECK_EQUAL(add(epoll, ends[0], EPOLLIN), 0);
	write(ends[1], "x", 1);
	close(epoll);
	write(ends[1], "x", 1);
	close(ends[0]);
	close(ends[1]);
	MOTE_CHECK_EQUAL(mote_heap_statistics().allocations, allocations);
}

MOTE_TEST(descriptor_epoll_nested, "epoll: one may watch another, not in a ring, and not too deep")
{
	struct epoll_event event = {0};
	struct pollfd descriptor;
	int epolls[7];
	int ends[2];

	MOTE_REQUIRE(pipe(ends) == 0);
	for (int i = 0; i < 7; i++)
		MOTE_REQUIRE((epolls[i] = epoll_create1(0)) >= 0);
	for (int i = 0; i < 4; i++)
		MOTE_CHECK_EQUAL(add(epolls[i], epolls[i + 1], EPOLLIN), 0);
	CHECK_FAILS(add(epolls[4], epolls[0], EPOLLIN), ELOOP);
	CHECK_FAILS(add(epolls[1], epolls[0], EPOLLIN), ELOOP);
	CHECK_FAILS(add(epolls[4], epolls[5], EPOLLIN), ELOOP);
	CHECK_FAILS(add(epolls[5], epolls[0], EPOLLIN), ELOOP);
	MOTE_CHECK_EQUAL(add(epolls[4], ends[0], EPOLLIN), 0);
	MOTE_CHECK_EQUAL(look(epolls[0], &event), 0);
	write(ends[1], "x", 1);
	for (int i = 0; i < 3; i++) {
		MOTE_CHECK_EQUAL(look(epolls[0], &event), 1);
		MOTE_CHECK_EQUAL(event.data.fd, epolls[1]);
	}
	descriptor = (struct pollfd){epolls[0], POLLIN, 0};
	MOTE_CHECK_EQUAL(poll(&descriptor, 1, -1), 1);
	MOTE_CHECK_EQUAL(poll(&descriptor, 1, -1), 1);
	drain(ends[0]);
	MOTE_CHECK_EQUAL(poll(&descriptor, 1, 0), 0);
	MOTE_CHECK_EQUAL(look(epolls[0], &event), 0);
	for (int i = 0; i < 7; i++)
		close(epolls[i]);
	close(ends[0]);
	close(ends[1]);
}

static void *wait_once(void *argument)
{
	struct epoll_event event;

	return (void *)(intptr_t)epoll_wait(*(int *)argument, &event, 1, 200);
}

MOTE_TEST(descriptor_epoll_threads,
	  "epoll: of the threads that wait as many go on as there are events")
{
	pthread_t threads[3];
	int epoll = epoll_create1(0);
	intptr_t sum = 0;
	int ends[2][2];
	void *result;

	MOTE_REQUIRE(epoll >= 0 && pipe(ends[0]) == 0 && pipe(ends[1]) == 0);
	for (int i = 0; i < 2; i++)
		MOTE_CHECK_EQUAL(add(epoll, ends[i][0], EPOLLIN | EPOLLET), 0);
	for (int i = 0; i < 3; i++)
		MOTE_REQUIRE(pthread_create(&threads[i], NULL, wait_once, &epoll) == 0);
	mote_sleep(2 * MOTE_NANOSECONDS_PER_MILLISECOND);
	write(ends[0][1], "x", 1);
	write(ends[1][1], "x", 1);
	for (int i = 0; i < 3; i++) {
		pthread_join(threads[i], &result);
		sum += (intptr_t)result;
	}
	MOTE_CHECK_EQUAL(sum, 2);
	for (int i = 0; i < 2; i++) {
		close(ends[i][0]);
		close(ends[i][1]);
	}
	close(epoll);
}

MOTE_TEST(descriptor_epoll_exclusive,
	  "epoll: of those that watch exclusively one goes on, the others in turn")
{
	int epolls[2] = {epoll_create1(0), epoll_create1(0)};
	pthread_t threads[2];
	int counts[2] = {0};
	int ends[2];
	void *result;

	MOTE_REQUIRE(pipe(ends) == 0);
	for (int i = 0; i < 2; i++)
		MOTE_CHECK_EQUAL(add(epolls[i], ends[0], EPOLLIN | EPOLLEXCLUSIVE | EPOLLET), 0);
	for (int round = 0; round < 4; round++) {
		for (int i = 0; i < 2; i++)
			MOTE_REQUIRE(pthread_create(&threads[i], NULL, wait_once, &epolls[i]) == 0);
		mote_sleep(2 * MOTE_NANOSECONDS_PER_MILLISECOND);
		write(ends[1], "x", 1);
		for (int i = 0; i < 2; i++) {
			pthread_join(threads[i], &result);
			counts[i] += (int)(intptr_t)result;
		}
		drain(ends[0]);
	}
	MOTE_CHECK_EQUAL(counts[0], 2);
	MOTE_CHECK_EQUAL(counts[1], 2);
	for (int i = 0; i < 2; i++) {
		close(epolls[i]);
		close(ends[i]);
	}
}

#define PIPES 12
#define STEPS 3000

/* What is watched, and what is in each pipe. */
static struct {
	int ends[2];
	int bytes;
	bool is_watched;
} model[PIPES];

static int count_ready(void)
{
	int ready = 0;

	for (int i = 0; i < PIPES; i++)
		ready += model[i].is_watched && model[i].bytes;
	return ready;
}

static void step(int epoll, uint64_t *random)
{
	int i = (int)mote_test_random_below(random, PIPES);

	switch (mote_test_random_below(random, 4)) {
	case 0:
		model[i].bytes += (int)write(model[i].ends[1], "x", 1);
		break;
	case 1:
		if (model[i].bytes)
			drain(model[i].ends[0]);
		model[i].bytes -= model[i].bytes > 0;
		break;
	case 2:
		MOTE_CHECK_EQUAL(add(epoll, model[i].ends[0], EPOLLIN),
				 model[i].is_watched ? -1 : 0);
		model[i].is_watched = true;
		break;
	default:
		MOTE_CHECK_EQUAL(epoll_ctl(epoll, EPOLL_CTL_DEL, model[i].ends[0], NULL),
				 model[i].is_watched ? 0 : -1);
		model[i].is_watched = false;
	}
}

MOTE_TEST(descriptor_epoll_model,
	  "epoll: random changes are seen as a simple model sees them, and as poll does")
{
	struct epoll_event events[PIPES];
	uint64_t random = 4711;
	int epoll = epoll_create1(0);

	for (int i = 0; i < PIPES; i++) {
		MOTE_REQUIRE(pipe(model[i].ends) == 0);
		model[i].bytes = 0;
		model[i].is_watched = false;
	}
	for (int i = 0; i < STEPS; i++) {
		struct pollfd outer = {epoll, POLLIN, 0};
		int room = 1 + (int)mote_test_random_below(&random, PIPES);
		int ready, expected;

		step(epoll, &random);
		expected = count_ready() < room ? count_ready() : room;
		MOTE_REQUIRE(poll(&outer, 1, 0) == (expected > 0));
		ready = epoll_wait(epoll, events, room, 0);
		MOTE_REQUIRE(ready == expected);
	}
	close(epoll);
	for (int i = 0; i < PIPES; i++) {
		close(model[i].ends[0]);
		close(model[i].ends[1]);
	}
}
