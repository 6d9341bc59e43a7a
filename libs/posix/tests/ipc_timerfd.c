/* SPDX-License-Identifier: BSD-3-Clause */
/* timerfd. */
#include <poll.h>
#include <sys/timerfd.h>

#include "ipc.h"

#define MILLISECOND 1000000l

static uint64_t read_count(int fd)
{
	uint64_t count = 0;

	MOTE_CHECK_EQUAL(read(fd, &count, sizeof(count)), sizeof(count));
	return count;
}

MOTE_TEST(ipc_timerfd_once, "timerfd: expires once, not before its time")
{
	static const clockid_t clocks[] = {CLOCK_MONOTONIC, CLOCK_REALTIME};

	for (int i = 0; i < 2; i++) {
		int fd = timerfd_create(clocks[i], 0);
		struct timespec end = in_milliseconds(clocks[i], 3);
		struct itimerspec value = {.it_value = {.tv_nsec = 3 * MILLISECOND}}, left;
		uint64_t count;

		MOTE_REQUIRE(fd >= 0);
		MOTE_CHECK_EQUAL(timerfd_settime(fd, 0, &value, NULL), 0);
		MOTE_CHECK_EQUAL(read_count(fd), 1);
		MOTE_CHECK(is_reached(clocks[i], &end));
		MOTE_CHECK_EQUAL(timerfd_gettime(fd, &left), 0);
		MOTE_CHECK(left.it_value.tv_sec == 0 && left.it_value.tv_nsec == 0);
		MOTE_CHECK_EQUAL(fcntl(fd, F_SETFL, O_NONBLOCK), 0);
		CHECK_FAILS(read(fd, &count, sizeof(count)), EAGAIN);
		close(fd);
	}
}

MOTE_TEST(ipc_timerfd_absolute, "timerfd: at a time of a clock; one that has passed is at once")
{
	int fd = timerfd_create(CLOCK_REALTIME, TFD_CLOEXEC);
	struct itimerspec value = {.it_value = in_milliseconds(CLOCK_REALTIME, 4)};
	struct itimerspec past = {.it_value = {.tv_sec = 1}};

	MOTE_REQUIRE(fd >= 0);
	MOTE_CHECK_EQUAL(timerfd_settime(fd, TFD_TIMER_ABSTIME, &value, NULL), 0);
	MOTE_CHECK_EQUAL(read_count(fd), 1);
	MOTE_CHECK(is_reached(CLOCK_REALTIME, &value.it_value));
	MOTE_CHECK_EQUAL(timerfd_settime(fd, TFD_TIMER_ABSTIME, &past, NULL), 0);
	MOTE_CHECK_EQUAL(read_count(fd), 1);
	close(fd);
}

MOTE_TEST(ipc_timerfd_periodic, "timerfd: a periodic one counts what nobody has read")
{
	int fd = timerfd_create(CLOCK_MONOTONIC, 0);
	struct itimerspec value = {.it_value = {.tv_nsec = MILLISECOND},
				   .it_interval = {.tv_nsec = MILLISECOND}};
	struct itimerspec none = {0}, old;
	struct pollfd poller = {.fd = fd, .events = POLLIN};

	MOTE_REQUIRE(fd >= 0);
	MOTE_CHECK_EQUAL(timerfd_settime(fd, 0, &value, NULL), 0);
	MOTE_CHECK_EQUAL(poll(&poller, 1, -1), 1);
	MOTE_CHECK_EQUAL(poller.revents, POLLIN);
	usleep(20 * 1000);
	MOTE_CHECK(read_count(fd) >= 20);
	MOTE_CHECK_EQUAL(timerfd_settime(fd, 0, &none, &old), 0);
	MOTE_CHECK(old.it_interval.tv_nsec == MILLISECOND);
	MOTE_CHECK(old.it_value.tv_nsec > 0 && old.it_value.tv_nsec <= MILLISECOND);
	usleep(3000);
	/* Stopped, and what had expired before is forgotten. */
	MOTE_CHECK_EQUAL(poll(&poller, 1, 0), 0);
	close(fd);
}

MOTE_TEST(ipc_timerfd_clock_set,
	  "timerfd: when the time of day is set, who asked for it reads ECANCELED")
{
	int fd = timerfd_create(CLOCK_REALTIME, TFD_NONBLOCK);
	struct itimerspec value = {.it_value = in_milliseconds(CLOCK_REALTIME, 3600 * 1000)};
	struct timespec now, later;
	uint64_t count;

	MOTE_REQUIRE(fd >= 0);
	MOTE_CHECK_EQUAL(
		timerfd_settime(fd, TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET, &value, NULL), 0);
	CHECK_FAILS(read(fd, &count, sizeof(count)), EAGAIN);
	clock_gettime(CLOCK_REALTIME, &now);
	MOTE_CHECK_EQUAL(clock_settime(CLOCK_REALTIME, &now), 0);
	CHECK_FAILS(read(fd, &count, sizeof(count)), ECANCELED);
	CHECK_FAILS(read(fd, &count, sizeof(count)), EAGAIN);
	/* It is armed still, and expires when the day has come. */
	MOTE_CHECK_EQUAL(timerfd_settime(fd, TFD_TIMER_ABSTIME, &value, NULL), 0);
	later = now;
	later.tv_sec += 2 * 3600;
	MOTE_CHECK_EQUAL(clock_settime(CLOCK_REALTIME, &later), 0);
	usleep(1000);
	MOTE_CHECK_EQUAL(read_count(fd), 1);
	clock_settime(CLOCK_REALTIME, &now);
	close(fd);
}

MOTE_TEST(ipc_timerfd_errors, "timerfd: clocks, flags, times and descriptors that can't be")
{
	struct itimerspec bad = {.it_value = {.tv_nsec = 1000000000}}, value = {0};
	int fd = timerfd_create(CLOCK_MONOTONIC, 0);
	char small[4];

	MOTE_REQUIRE(fd >= 0);
	CHECK_FAILS(timerfd_create(1234, 0), EINVAL);
	CHECK_FAILS(timerfd_create(CLOCK_MONOTONIC, 0x40000000), EINVAL);
	CHECK_FAILS(timerfd_settime(fd, 0, &bad, NULL), EINVAL);
	CHECK_FAILS(timerfd_settime(fd, 1 << 10, &value, NULL), EINVAL);
	CHECK_FAILS(timerfd_settime(0, 0, &value, NULL), EINVAL);
	CHECK_FAILS(timerfd_settime(-1, 0, &value, NULL), EBADF);
	CHECK_FAILS(timerfd_gettime(-1, &value), EBADF);
	CHECK_FAILS(read(fd, small, sizeof(small)), EINVAL);
	CHECK_FAILS(write(fd, small, sizeof(small)), EBADF);
	close(fd);
}
