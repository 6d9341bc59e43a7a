/* SPDX-License-Identifier: BSD-3-Clause */
#define _GNU_SOURCE
#include <config/LIB_POSIX_PIPE_BYTES.h>
#include <errno.h>
#include <fcntl.h>
#include <mote/clock.h>
#include <mote/heap.h>
#include <mote/sleep.h>
#include <mote/test.h>
#include <mote/test_random.h>
#include <poll.h>
#include <pthread.h>
#include <setjmp.h>
#include <signal.h>
#include <stdint.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#define CAPACITY CONFIG_LIB_POSIX_PIPE_BYTES
#define CHECK_FAILS(call, error)                                                                   \
	do {                                                                                       \
		errno = 0;                                                                         \
		MOTE_CHECK_EQUAL(call, -1);                                                        \
		MOTE_CHECK_EQUAL(errno, error);                                                    \
	} while (0)

static void short_while(void)
{
	mote_sleep(2 * MOTE_NANOSECONDS_PER_MILLISECOND);
}

MOTE_TEST(descriptor_pipe_simple, "pipe: what is written is read, in order, then comes the end")
{
	char text[16];
	int ends[2], count;
	struct stat status;

	MOTE_REQUIRE(pipe(ends) == 0);
	MOTE_CHECK_EQUAL(write(ends[1], "hello", 5), 5);
	MOTE_CHECK_EQUAL(write(ends[1], " you", 4), 4);
	MOTE_CHECK_EQUAL(ioctl(ends[0], FIONREAD, &count), 0);
	MOTE_CHECK_EQUAL(count, 9);
	MOTE_CHECK_EQUAL(read(ends[0], text, 7), 7);
	MOTE_CHECK(memcmp(text, "hello y", 7) == 0);
	MOTE_CHECK_EQUAL(fstat(ends[0], &status), 0);
	MOTE_CHECK(S_ISFIFO(status.st_mode));
	MOTE_CHECK_EQUAL(close(ends[1]), 0);
	MOTE_CHECK_EQUAL(read(ends[0], text, 7), 2);
	MOTE_CHECK_EQUAL(read(ends[0], text, 7), 0);
	MOTE_CHECK_EQUAL(read(ends[0], text, 7), 0);
	MOTE_CHECK_EQUAL(close(ends[0]), 0);
	CHECK_FAILS(pipe2(ends, O_APPEND), EINVAL);
	CHECK_FAILS(pipe(NULL), EFAULT);
}

MOTE_TEST(descriptor_pipe_nonblocking,
	  "pipe: without waiting it is EAGAIN, and small writes are whole or not at all")
{
	static char text[CAPACITY];
	int ends[2];

	MOTE_REQUIRE(pipe2(ends, O_NONBLOCK | O_CLOEXEC) == 0);
	MOTE_CHECK_EQUAL(fcntl(ends[0], F_GETFD), FD_CLOEXEC);
	CHECK_FAILS(read(ends[0], text, 1), EAGAIN);
	MOTE_CHECK_EQUAL(write(ends[1], text, CAPACITY - 10), CAPACITY - 10);
	CHECK_FAILS(write(ends[1], text, 11), EAGAIN);
	MOTE_CHECK_EQUAL(write(ends[1], text, 4097), 10);
	CHECK_FAILS(write(ends[1], text, 4097), EAGAIN);
	CHECK_FAILS(write(ends[1], text, 1), EAGAIN);
	MOTE_CHECK_EQUAL(read(ends[0], text, sizeof(text)), CAPACITY);
	MOTE_CHECK_EQUAL(write(ends[1], text, 1), 1);
	close(ends[0]);
	close(ends[1]);
}

static volatile sig_atomic_t caught;

static void note(int number)
{
	caught = number;
}

MOTE_TEST(descriptor_pipe_broken,
	  "pipe: a write that nobody can read is EPIPE, and SIGPIPE before it returns")
{
	struct sigaction action = {.sa_handler = note}, before;
	int ends[2];

	MOTE_REQUIRE(pipe(ends) == 0);
	MOTE_REQUIRE(sigaction(SIGPIPE, &action, &before) == 0);
	close(ends[0]);
	caught = 0;
	CHECK_FAILS(write(ends[1], "x", 1), EPIPE);
	MOTE_CHECK_EQUAL(caught, SIGPIPE);
	action.sa_handler = SIG_IGN;
	sigaction(SIGPIPE, &action, NULL);
	caught = 0;
	CHECK_FAILS(write(ends[1], "x", 1), EPIPE);
	MOTE_CHECK_EQUAL(caught, 0);
	sigaction(SIGPIPE, &before, NULL);
	close(ends[1]);
}

struct transfer {
	int ends[2];
	size_t bytes;
	uint64_t sum;
};

static void *write_all(void *argument)
{
	struct transfer *transfer = argument;
	static unsigned char text[9000];
	uint64_t random = 1;

	for (size_t i = 0; i < sizeof(text); i++)
		text[i] = (unsigned char)i * 7;
	for (size_t done = 0; done < transfer->bytes;) {
		size_t step = 1 + mote_test_random_below(&random, sizeof(text));
		ssize_t count;

		if (step > transfer->bytes - done)
			step = transfer->bytes - done;
		count = write(transfer->ends[1], text, step);
		if (!MOTE_CHECK_EQUAL(count, step))
			break;
		for (size_t i = 0; i < step; i++)
			transfer->sum += text[i] * (uint64_t)++done;
	}
	close(transfer->ends[1]);
	return NULL;
}

MOTE_TEST(descriptor_pipe_long,
	  "pipe: much more than it holds goes through unharmed, in pieces of any size")
{
	struct transfer transfer = {.bytes = 600000};
	static unsigned char text[7000];
	uint64_t random = 99, sum = 0;
	pthread_t writer;
	size_t done = 0;
	ssize_t count;

	MOTE_REQUIRE(pipe(transfer.ends) == 0);
	MOTE_REQUIRE(pthread_create(&writer, NULL, write_all, &transfer) == 0);
	while ((count = read(transfer.ends[0], text,
			     1 + mote_test_random_below(&random, sizeof(text)))) > 0)
		for (ssize_t i = 0; i < count; i++)
			sum += text[i] * (uint64_t)++done;
	pthread_join(writer, NULL);
	MOTE_CHECK_EQUAL(count, 0);
	MOTE_CHECK_EQUAL(done, transfer.bytes);
	MOTE_CHECK_EQUAL(sum, transfer.sum);
	close(transfer.ends[0]);
}

#define RECORDS 300
#define RECORD 700

static void *write_records(void *argument)
{
	int end = (int)(intptr_t)argument & 0xff;
	char record[RECORD];

	memset(record, (int)((intptr_t)argument >> 8), sizeof(record));
	for (int i = 0; i < RECORDS; i++)
		MOTE_CHECK_EQUAL(write(end, record, sizeof(record)), RECORD);
	return NULL;
}

static bool read_record(int end, char record[RECORD])
{
	for (size_t done = 0; done < RECORD;) {
		ssize_t count = read(end, record + done, RECORD - done);

		if (count <= 0)
			return false;
		done += (size_t)count;
	}
	return true;
}

MOTE_TEST(descriptor_pipe_atomic, "pipe: writes of several threads up to PIPE_BUF are not torn")
{
	pthread_t writers[3];
	char record[RECORD];
	int ends[2];

	MOTE_REQUIRE(pipe(ends) == 0);
	for (int i = 0; i < 3; i++)
		MOTE_REQUIRE(pthread_create(&writers[i], NULL, write_records,
					    (void *)(intptr_t)(ends[1] | ('a' + i) << 8)) == 0);
	for (int i = 0; i < 3 * RECORDS; i++) {
		MOTE_REQUIRE(read_record(ends[0], record));
		for (int j = 1; j < RECORD; j++)
			MOTE_REQUIRE(record[j] == record[0]);
	}
	for (int i = 0; i < 3; i++)
		pthread_join(writers[i], NULL);
	close(ends[0]);
	close(ends[1]);
}

static void *read_one(void *argument)
{
	char byte;
	ssize_t count = read(*(int *)argument, &byte, 1);

	return (void *)(intptr_t)(count < 0 ? -errno : count);
}

MOTE_TEST(descriptor_pipe_interrupted,
	  "pipe: a signal interrupts a read that waits, unless it shall go on")
{
	struct sigaction action = {.sa_handler = note}, before;
	pthread_t reader;
	void *result;
	int ends[2];

	MOTE_REQUIRE(pipe(ends) == 0);
	MOTE_REQUIRE(sigaction(SIGUSR1, &action, &before) == 0);
	MOTE_REQUIRE(pthread_create(&reader, NULL, read_one, &ends[0]) == 0);
	short_while();
	caught = 0;
	pthread_kill(reader, SIGUSR1);
	pthread_join(reader, &result);
	MOTE_CHECK_EQUAL((intptr_t)result, -EINTR);
	MOTE_CHECK_EQUAL(caught, SIGUSR1);

	action.sa_flags = SA_RESTART;
	sigaction(SIGUSR1, &action, NULL);
	MOTE_REQUIRE(pthread_create(&reader, NULL, read_one, &ends[0]) == 0);
	short_while();
	caught = 0;
	pthread_kill(reader, SIGUSR1);
	short_while();
	MOTE_CHECK_EQUAL(caught, SIGUSR1);
	MOTE_CHECK_EQUAL(write(ends[1], "x", 1), 1);
	pthread_join(reader, &result);
	MOTE_CHECK_EQUAL((intptr_t)result, 1);
	sigaction(SIGUSR1, &before, NULL);
	close(ends[0]);
	close(ends[1]);
}

MOTE_TEST(descriptor_pipe_cancelled,
	  "pipe: a read that is cancelled leaves nothing behind, and the pipe closes")
{
	size_t allocations = mote_heap_statistics().allocations;
	struct sigaction action = {.sa_handler = SIG_IGN}, before;
	pthread_t reader;
	void *result;
	int ends[2];

	MOTE_REQUIRE(pipe(ends) == 0);
	MOTE_REQUIRE(pthread_create(&reader, NULL, read_one, &ends[0]) == 0);
	short_while();
	MOTE_CHECK_EQUAL(pthread_cancel(reader), 0);
	pthread_join(reader, &result);
	MOTE_CHECK(result == PTHREAD_CANCELED);
	sigaction(SIGPIPE, &action, &before);
	close(ends[0]);
	CHECK_FAILS(write(ends[1], "x", 1), EPIPE);
	sigaction(SIGPIPE, &before, NULL);
	close(ends[1]);
	MOTE_CHECK_EQUAL(mote_heap_statistics().allocations, allocations);
}

static sigjmp_buf out;

static void jump_out(int number)
{
	siglongjmp(out, number);
}

MOTE_TEST(descriptor_pipe_jump, "pipe: a handler that jumps out of a read takes nothing with it")
{
	size_t allocations = mote_heap_statistics().allocations;
	struct sigaction action = {.sa_handler = jump_out}, before;
	char byte;
	int ends[2];

	MOTE_REQUIRE(pipe(ends) == 0);
	MOTE_REQUIRE(sigaction(SIGUSR2, &action, &before) == 0);
	/* Sent while it can't be delivered, it interrupts the read that lets it. */
	if (sigsetjmp(out, 1) == 0) {
		struct pollfd descriptor = {ends[0], POLLIN, 0};
		sigset_t all, none;

		sigfillset(&all);
		sigemptyset(&none);
		pthread_sigmask(SIG_SETMASK, &all, NULL);
		raise(SIGUSR2);
		ppoll(&descriptor, 1, NULL, &none);
		MOTE_CHECK(false);
		read(ends[0], &byte, 1);
	}
	sigaction(SIGUSR2, &before, NULL);
	close(ends[0]);
	close(ends[1]);
	MOTE_CHECK_EQUAL(mote_heap_statistics().allocations, allocations);
}

MOTE_TEST(descriptor_pipe_closed, "pipe: closing the last writer ends the reads that wait")
{
	pthread_t readers[2];
	void *result;
	int ends[2];

	MOTE_REQUIRE(pipe(ends) == 0);
	for (int i = 0; i < 2; i++)
		MOTE_REQUIRE(pthread_create(&readers[i], NULL, read_one, &ends[0]) == 0);
	short_while();
	close(ends[1]);
	for (int i = 0; i < 2; i++) {
		pthread_join(readers[i], &result);
		MOTE_CHECK_EQUAL((intptr_t)result, 0);
	}
	close(ends[0]);
}
