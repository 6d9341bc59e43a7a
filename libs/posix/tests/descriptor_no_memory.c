/* SPDX-License-Identifier: BSD-3-Clause */
#include <errno.h>
#include <mote/heap.h>
#include <mote/test.h>
#include <poll.h>
#include <sys/epoll.h>
#include <unistd.h>

#define CHECK_FAILS(call, error)                                                                   \
	do {                                                                                       \
		errno = 0;                                                                         \
		MOTE_CHECK_EQUAL(call, -1);                                                        \
		MOTE_CHECK_EQUAL(errno, error);                                                    \
	} while (0)

MOTE_TEST(descriptor_no_memory, "descriptor: without memory it is an error, and nothing is lost")
{
	struct epoll_event event = {.events = EPOLLIN};
	struct pollfd descriptors[20] = {{0}};
	int epoll = epoll_create1(0);
	int pair[2];

	MOTE_REQUIRE(epoll == 3);
	mote_heap_fail_every(1);
	CHECK_FAILS(pipe(pair), ENOMEM);
	CHECK_FAILS(epoll_create1(0), ENOMEM);
	CHECK_FAILS(epoll_ctl(epoll, EPOLL_CTL_ADD, 0, &event), ENOMEM);
	CHECK_FAILS(poll(descriptors, 20, 0), ENOMEM);
	mote_heap_fail_every(0);
	MOTE_CHECK_EQUAL(epoll_ctl(epoll, EPOLL_CTL_ADD, 0, &event), 0);
	MOTE_REQUIRE(pipe(pair) == 0);
	MOTE_CHECK_EQUAL(pair[0], 4);
	MOTE_CHECK_EQUAL(pair[1], 5);
	close(3);
	close(4);
	close(5);
}
