/* SPDX-License-Identifier: BSD-3-Clause */
#include <mote/bench.h>
#include <poll.h>
#include <sys/epoll.h>
#include <unistd.h>

#define BYTES 64
#define MANY 300

static char text[BYTES];

MOTE_BENCH(descriptor_pipe, "64 bytes written to a pipe and read from it, by one thread")
{
	int ends[2];

	if (pipe(ends) != 0)
		return;
	while (mote_bench_more(bench)) {
		mote_bench_begin(bench);
		write(ends[1], text, BYTES);
		read(ends[0], text, BYTES);
		mote_bench_end(bench);
	}
	close(ends[0]);
	close(ends[1]);
}

MOTE_BENCH(descriptor_poll, "poll of one descriptor that is ready")
{
	struct pollfd descriptor;
	int ends[2];

	if (pipe(ends) != 0)
		return;
	descriptor = (struct pollfd){ends[1], POLLOUT, 0};
	while (mote_bench_more(bench)) {
		mote_bench_begin(bench);
		poll(&descriptor, 1, -1);
		mote_bench_end(bench);
	}
	close(ends[0]);
	close(ends[1]);
}

/* One of COUNT pipes is ready by an edge; what that costs. */
static void wait_among(struct mote_bench *bench, int count)
{
	static int ends[MANY][2];
	int epoll = epoll_create1(0);

	for (int i = 0; i < count; i++) {
		struct epoll_event event = {.events = EPOLLIN | EPOLLET};

		if (pipe(ends[i]) != 0)
			return;
		epoll_ctl(epoll, EPOLL_CTL_ADD, ends[i][0], &event);
	}
	while (mote_bench_more(bench)) {
		struct epoll_event event;

		mote_bench_begin(bench);
		write(ends[count / 2][1], text, 1);
		epoll_wait(epoll, &event, 1, -1);
		read(ends[count / 2][0], text, 1);
		mote_bench_end(bench);
	}
	close(epoll);
	for (int i = 0; i < count; i++) {
		close(ends[i][0]);
		close(ends[i][1]);
	}
}

MOTE_BENCH(descriptor_epoll, "a byte written to a pipe, waited for by epoll and read")
{
	wait_among(bench, 1);
}

MOTE_BENCH(descriptor_epoll_many, "the same where epoll watches 300 pipes")
{
	wait_among(bench, MANY);
}
