/* SPDX-License-Identifier: BSD-3-Clause */
/* select() is poll() with its arguments turned around. */
#include "select_files.h"

#include <config/LIB_POSIX_OPEN_MAX.h>
#include <errno.h>
#include <mote/heap.h>
#include <stdbool.h>

#include "poll_files.h"

#define FEW 8

/* What each set asks for, and what puts a descriptor into it; POSIX.1-2017, poll() and pselect(). */
static const unsigned asks[3] = {POLLIN, POLLOUT, POLLPRI};
static const unsigned answers[3] = {POLLIN | POLLHUP | POLLERR, POLLOUT | POLLERR, POLLPRI};

static bool has(const fd_set *set, int descriptor)
{
	return set && FD_ISSET(descriptor, set);
}

static unsigned wanted(fd_set *const sets[3], int descriptor)
{
	unsigned events = 0;

	for (int i = 0; i < 3; i++)
		events |= has(sets[i], descriptor) ? asks[i] : 0;
	return events;
}

static nfds_t count_wanted(fd_set *const sets[3], int count)
{
	nfds_t sum = 0;

	for (int i = 0; i < count; i++)
		sum += wanted(sets, i) != 0;
	return sum;
}

static void fill(struct pollfd *polled, fd_set *const sets[3], int count)
{
	for (int i = 0; i < count; i++)
		if (wanted(sets, i))
			*polled++ = (struct pollfd){.fd = i, .events = (short)wanted(sets, i)};
}

static bool is_bad(const struct pollfd *polled, nfds_t count)
{
	for (nfds_t i = 0; i < count; i++)
		if (polled[i].revents & POLLNVAL)
			return true;
	return false;
}

/* Leaves in each set what is ready; the polled ones are in the order of their numbers. */
static int answer(fd_set *sets[3], const struct pollfd *polled, nfds_t count)
{
	int bits = 0;

	for (nfds_t i = 0; i < count; i++) {
		int descriptor = polled[i].fd;

		for (int j = 0; j < 3; j++) {
			if (!has(sets[j], descriptor))
				continue;
			if (polled[i].revents & answers[j])
				bits++;
			else
				FD_CLR(descriptor, sets[j]);
		}
	}
	return bits;
}

struct request {
	int count;
	fd_set **sets;
	uint64_t deadline;
};

static int poll_and_answer(struct request *request, struct pollfd *polled, nfds_t count)
{
	int result;

	fill(polled, request->sets, request->count);
	result = mote_poll(polled, count, request->deadline);
	if (result < 0)
		return result;
	return is_bad(polled, count) ? -EBADF : answer(request->sets, polled, count);
}

static int attempt(void *argument)
{
	struct request *request = argument;
	nfds_t count = count_wanted(request->sets, request->count);
	struct pollfd few[FEW];
	struct pollfd *polled = few;
	int result;

	if (count > FEW)
		polled = mote_heap_alloc(count * sizeof(*polled));
	if (!polled)
		return -ENOMEM;
	result = poll_and_answer(request, polled, count);
	if (polled != few)
		mote_heap_free(polled);
	return result;
}

int mote_select(int count, fd_set *sets[3], uint64_t deadline)
{
	struct request request = {count, sets, deadline};

	/* Sets are as long as the caller says, whatever FD_SETSIZE was; beyond the table nothing is open. */
	if (count > CONFIG_LIB_POSIX_OPEN_MAX)
		request.count = CONFIG_LIB_POSIX_OPEN_MAX;
	return mote_poll_attempts(attempt, &request);
}
