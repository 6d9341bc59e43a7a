/* SPDX-License-Identifier: BSD-3-Clause */
/* eventfd. */
#include <poll.h>
#include <sys/eventfd.h>

#include "ipc.h"

MOTE_TEST(ipc_eventfd_count, "eventfd: writing adds, reading takes all")
{
	int fd = eventfd(3, 0);
	eventfd_t value = 0;

	MOTE_REQUIRE(fd >= 0);
	MOTE_CHECK_EQUAL(eventfd_write(fd, 4), 0);
	MOTE_CHECK_EQUAL(eventfd_read(fd, &value), 0);
	MOTE_CHECK_EQUAL(value, 7);
	MOTE_CHECK_EQUAL(close(fd), 0);
}

MOTE_TEST(ipc_eventfd_semaphore, "eventfd: as a semaphore reading takes one")
{
	int fd = eventfd(2, EFD_SEMAPHORE | EFD_NONBLOCK);
	eventfd_t value = 0;

	MOTE_REQUIRE(fd >= 0);
	for (int i = 0; i < 2; i++) {
		MOTE_CHECK_EQUAL(eventfd_read(fd, &value), 0);
		MOTE_CHECK_EQUAL(value, 1);
	}
	CHECK_FAILS(eventfd_read(fd, &value), EAGAIN);
	close(fd);
}

MOTE_TEST(ipc_eventfd_limits,
	  "eventfd: what doesn't fit waits or fails; wrong sizes, values, flags")
{
	int fd = eventfd(0, EFD_NONBLOCK);
	eventfd_t value;

	MOTE_REQUIRE(fd >= 0);
	MOTE_CHECK_EQUAL(eventfd_write(fd, UINT64_MAX - 1), 0);
	CHECK_FAILS(eventfd_write(fd, 1), EAGAIN);
	MOTE_CHECK_EQUAL(eventfd_write(fd, 0), 0);
	CHECK_FAILS(eventfd_write(fd, UINT64_MAX), EINVAL);
	CHECK_FAILS(read(fd, &value, 7), EINVAL);
	CHECK_FAILS(write(fd, &value, 7), EINVAL);
	MOTE_CHECK_EQUAL(eventfd_read(fd, &value), 0);
	MOTE_CHECK(value == UINT64_MAX - 1);
	close(fd);
	CHECK_FAILS(eventfd(0, 0x40000000), EINVAL);
}

MOTE_TEST(ipc_eventfd_poll, "eventfd: poll says whether reading and writing wait")
{
	int fd = eventfd(0, 0);
	struct pollfd poller = {.fd = fd, .events = POLLIN | POLLOUT};

	MOTE_REQUIRE(fd >= 0);
	MOTE_CHECK_EQUAL(poll(&poller, 1, 0), 1);
	MOTE_CHECK_EQUAL(poller.revents, POLLOUT);
	eventfd_write(fd, UINT64_MAX - 1);
	MOTE_CHECK_EQUAL(poll(&poller, 1, 0), 1);
	MOTE_CHECK_EQUAL(poller.revents, POLLIN);
	close(fd);
}

static void *add_soon(void *fd)
{
	usleep(1000);
	eventfd_write(*(int *)fd, 5);
	return NULL;
}

MOTE_TEST(ipc_eventfd_wait,
	  "eventfd: reading waits for what another thread writes, and so does poll")
{
	int fd = eventfd(0, 0);
	struct pollfd poller = {.fd = fd, .events = POLLIN};
	eventfd_t value = 0;
	pthread_t thread;

	MOTE_REQUIRE(fd >= 0);
	thread = spawn(add_soon, &fd);
	MOTE_CHECK_EQUAL(eventfd_read(fd, &value), 0);
	MOTE_CHECK_EQUAL(value, 5);
	pthread_join(thread, NULL);
	thread = spawn(add_soon, &fd);
	MOTE_CHECK_EQUAL(poll(&poller, 1, -1), 1);
	MOTE_CHECK_EQUAL(poller.revents, POLLIN);
	pthread_join(thread, NULL);
	close(fd);
}

static void *take_soon(void *fd)
{
	eventfd_t value;

	usleep(1000);
	eventfd_read(*(int *)fd, &value);
	return NULL;
}

MOTE_TEST(ipc_eventfd_room, "eventfd: writing waits for room")
{
	int fd = eventfd(0, 0);
	eventfd_t value = 0;
	pthread_t thread;

	MOTE_REQUIRE(fd >= 0);
	eventfd_write(fd, UINT64_MAX - 1);
	thread = spawn(take_soon, &fd);
	MOTE_CHECK_EQUAL(eventfd_write(fd, 2), 0);
	pthread_join(thread, NULL);
	MOTE_CHECK_EQUAL(eventfd_read(fd, &value), 0);
	MOTE_CHECK_EQUAL(value, 2);
	close(fd);
}

MOTE_TEST(ipc_eventfd_interrupted, "eventfd: a signal ends reading with EINTR")
{
	struct pester state = {.victim = pthread_self()};
	int fd = eventfd(0, 0);
	eventfd_t value;
	pthread_t thread;

	catch_sigusr1(ignore_signal);
	thread = spawn(pester, &state);
	CHECK_FAILS(eventfd_read(fd, &value), EINTR);
	state.done = true;
	pthread_join(thread, NULL);
	signal(SIGUSR1, SIG_DFL);
	close(fd);
}
