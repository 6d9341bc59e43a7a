/* SPDX-License-Identifier: BSD-3-Clause */
/* Message queues. */
#include <config/LIB_POSIX_OPEN_MAX.h>
#include <limits.h>
#include <mqueue.h>
#include <poll.h>
#include <stdlib.h>
#include <sys/types.h>

#include "ipc.h"

#define NAME "/queue"
#define MESSAGES 4
#define BYTES 16

/* A new queue without a name, so that nothing is left of it when it is closed. */
static mqd_t make(int flags)
{
	struct mq_attr attributes = {.mq_maxmsg = MESSAGES, .mq_msgsize = BYTES};
	mqd_t queue = mq_open(NAME, O_CREAT | O_EXCL | flags, 0600, &attributes);

	MOTE_CHECK(queue >= 0);
	MOTE_CHECK_EQUAL(mq_unlink(NAME), 0);
	return queue;
}

static long count_of(mqd_t queue)
{
	struct mq_attr attributes = {0};

	MOTE_CHECK_EQUAL(mq_getattr(queue, &attributes), 0);
	return attributes.mq_curmsgs;
}

MOTE_TEST(ipc_mq_order, "message queue: the highest priority first, the oldest of a priority first")
{
	static const unsigned priorities[] = {1, 5, 1, 31, 5, 0, 1, 31, MQ_PRIO_MAX - 1, 1};
	struct mq_attr attributes = {.mq_maxmsg = 10, .mq_msgsize = BYTES};
	mqd_t queue = mq_open(NAME, O_CREAT | O_RDWR, 0600, &attributes);
	unsigned before = MQ_PRIO_MAX, priority;
	char latest = 0, data[BYTES];

	MOTE_REQUIRE(queue >= 0);
	for (char i = 0; i < 10; i++)
		MOTE_CHECK_EQUAL(mq_send(queue, &i, 1, priorities[(int)i]), 0);
	MOTE_CHECK_EQUAL(count_of(queue), 10);
	for (int i = 0; i < 10; i++) {
		MOTE_CHECK_EQUAL(mq_receive(queue, data, BYTES, &priority), 1);
		MOTE_CHECK(priority <= before);
		MOTE_CHECK_EQUAL(priority, priorities[(int)data[0]]);
		MOTE_CHECK(priority < before || data[0] > latest);
		before = priority;
		latest = data[0];
	}
	MOTE_CHECK_EQUAL(count_of(queue), 0);
	MOTE_CHECK_EQUAL(mq_close(queue), 0);
	MOTE_CHECK_EQUAL(mq_unlink(NAME), 0);
}

MOTE_TEST(ipc_mq_errors, "message queue: what can't be sent, received or opened")
{
	struct mq_attr bad = {.mq_maxmsg = 0, .mq_msgsize = BYTES};
	struct mq_attr huge = {.mq_maxmsg = 1 << 20, .mq_msgsize = 1 << 20};
	mqd_t queue = make(O_RDWR | O_NONBLOCK), reader;
	char data[BYTES + 1] = "x";

	CHECK_FAILS(mq_send(queue, data, BYTES + 1, 0), EMSGSIZE);
	CHECK_FAILS(mq_send(queue, data, 1, MQ_PRIO_MAX), EINVAL);
	CHECK_FAILS(mq_receive(queue, data, BYTES - 1, NULL), EMSGSIZE);
	CHECK_FAILS(mq_receive(queue, data, BYTES, NULL), EAGAIN);
	for (int i = 0; i < MESSAGES; i++)
		MOTE_CHECK_EQUAL(mq_send(queue, data, 0, 0), 0);
	CHECK_FAILS(mq_send(queue, data, 1, 0), EAGAIN);
	MOTE_CHECK_EQUAL(mq_receive(queue, data, BYTES, NULL), 0);
	mq_close(queue);
	CHECK_FAILS(mq_close(queue), EBADF);
	CHECK_FAILS(mq_send(queue, data, 1, 0), EBADF);
	CHECK_FAILS(mq_receive(-1, data, BYTES, NULL), EBADF);
	/* A descriptor of something else is none of a queue. */
	CHECK_FAILS(mq_getattr(0, &bad), EBADF);
	CHECK_FAILS(mq_open("/none", O_RDWR), ENOENT);
	CHECK_FAILS(mq_unlink("/none"), ENOENT);
	CHECK_FAILS(mq_open(NAME, O_CREAT | O_RDWR, 0600, &bad), EINVAL);
	CHECK_FAILS(mq_open(NAME, O_CREAT | O_RDWR, 0600, &huge), ENOSPC);
	CHECK_FAILS(mq_open(NAME, O_RDONLY), ENOENT);
	reader = make(O_RDONLY);
	CHECK_FAILS(mq_send(reader, data, 1, 0), EBADF);
	mq_close(reader);
	reader = make(O_WRONLY);
	CHECK_FAILS(mq_receive(reader, data, BYTES, NULL), EBADF);
	mq_close(reader);
}

MOTE_TEST(ipc_mq_exclusive, "message queue: one name, one queue; O_EXCL wants a new one")
{
	mqd_t first = mq_open(NAME, O_CREAT | O_EXCL | O_RDWR, 0600, NULL), second;
	struct mq_attr attributes;
	char data[8192];

	MOTE_REQUIRE(first >= 0);
	CHECK_FAILS(mq_open(NAME, O_CREAT | O_EXCL | O_RDWR, 0600, NULL), EEXIST);
	second = mq_open(NAME, O_RDONLY | O_NONBLOCK);
	MOTE_REQUIRE(second >= 0);
	MOTE_CHECK_EQUAL(mq_send(first, "hello", 5, 1), 0);
	MOTE_CHECK_EQUAL(mq_receive(second, data, sizeof(data), NULL), 5);
	/* Whether it waits is each description's own. */
	MOTE_CHECK_EQUAL(mq_getattr(first, &attributes), 0);
	MOTE_CHECK_EQUAL(attributes.mq_flags, 0);
	MOTE_CHECK_EQUAL(mq_getattr(second, &attributes), 0);
	MOTE_CHECK_EQUAL(attributes.mq_flags, O_NONBLOCK);
	attributes.mq_flags = 0;
	attributes.mq_maxmsg = 99;
	MOTE_CHECK_EQUAL(mq_setattr(second, &attributes, NULL), 0);
	MOTE_CHECK_EQUAL(mq_getattr(second, &attributes), 0);
	MOTE_CHECK_EQUAL(attributes.mq_flags, 0);
	MOTE_CHECK(attributes.mq_maxmsg != 99);
	MOTE_CHECK_EQUAL(mq_unlink(NAME), 0);
	MOTE_CHECK_EQUAL(mq_send(first, "still", 5, 1), 0);
	MOTE_CHECK_EQUAL(mq_receive(second, data, sizeof(data), NULL), 5);
	MOTE_CHECK_EQUAL(mq_close(first), 0);
	MOTE_CHECK_EQUAL(mq_close(second), 0);
}

MOTE_TEST(ipc_mq_timeout, "message queue: timed calls end at their time and not before")
{
	mqd_t queue = make(O_RDWR);
	struct timespec time = in_milliseconds(CLOCK_REALTIME, 5), bad = {.tv_nsec = -1};
	char data[BYTES] = "x";

	CHECK_FAILS(mq_timedreceive(queue, data, BYTES, NULL, &time), ETIMEDOUT);
	MOTE_CHECK(is_reached(CLOCK_REALTIME, &time));
	CHECK_FAILS(mq_timedreceive(queue, data, BYTES, NULL, &bad), EINVAL);
	for (int i = 0; i < MESSAGES; i++)
		MOTE_CHECK_EQUAL(mq_timedsend(queue, data, 1, 0, &bad), 0);
	time = in_milliseconds(CLOCK_REALTIME, 5);
	CHECK_FAILS(mq_timedsend(queue, data, 1, 0, &time), ETIMEDOUT);
	MOTE_CHECK(is_reached(CLOCK_REALTIME, &time));
	mq_close(queue);
}

#define MANY 500

static void *send_many(void *argument)
{
	mqd_t queue = *(mqd_t *)argument;

	for (int i = 0; i < MANY; i++)
		MOTE_CHECK_EQUAL(mq_send(queue, (char *)&i, sizeof(i), 3), 0);
	return NULL;
}

MOTE_TEST(ipc_mq_threads,
	  "message queue: what several threads send comes out once, each's in order")
{
	mqd_t queue = make(O_RDWR);
	pthread_t threads[3];
	int counts[MANY] = {0};
	char data[BYTES];
	int number;

	for (int i = 0; i < 3; i++)
		threads[i] = spawn(send_many, &queue);
	for (int i = 0; i < 3 * MANY; i++) {
		MOTE_CHECK_EQUAL(mq_receive(queue, data, BYTES, NULL), sizeof(number));
		memcpy(&number, data, sizeof(number));
		if (MOTE_CHECK(number >= 0 && number < MANY))
			counts[number]++;
	}
	for (int i = 0; i < 3; i++)
		pthread_join(threads[i], NULL);
	for (int i = 0; i < MANY; i++)
		MOTE_CHECK_EQUAL(counts[i], 3);
	mq_close(queue);
}

MOTE_TEST(ipc_mq_interrupted, "message queue: a signal ends a wait with EINTR, and nothing is lost")
{
	struct pester state = {.victim = pthread_self()};
	mqd_t queue = make(O_RDWR);
	pthread_t thread;
	char data[BYTES] = "x";

	catch_sigusr1(ignore_signal);
	thread = spawn(pester, &state);
	CHECK_FAILS(mq_receive(queue, data, BYTES, NULL), EINTR);
	state.done = true;
	pthread_join(thread, NULL);
	for (int i = 0; i < MESSAGES; i++)
		MOTE_CHECK_EQUAL(mq_send(queue, data, 1, 0), 0);
	state.done = false;
	thread = spawn(pester, &state);
	CHECK_FAILS(mq_send(queue, data, 1, 0), EINTR);
	state.done = true;
	pthread_join(thread, NULL);
	MOTE_CHECK_EQUAL(count_of(queue), MESSAGES);
	signal(SIGUSR1, SIG_DFL);
	mq_close(queue);
}

static void *receive_one(void *argument)
{
	char data[BYTES];

	return (void *)mq_receive(*(mqd_t *)argument, data, BYTES, NULL);
}

MOTE_TEST(ipc_mq_cancel,
	  "message queue: a thread that waits is cancelled, and the queue is as before")
{
	mqd_t queue = make(O_RDWR);
	pthread_t thread = spawn(receive_one, &queue);
	char data[BYTES];
	void *result;

	usleep(1000);
	pthread_cancel(thread);
	pthread_join(thread, &result);
	MOTE_CHECK(result == PTHREAD_CANCELED);
	MOTE_CHECK_EQUAL(mq_send(queue, "one", 3, 0), 0);
	MOTE_CHECK_EQUAL(mq_receive(queue, data, BYTES, NULL), 3);
	MOTE_CHECK_EQUAL(mq_close(queue), 0);
}

static volatile int notified;
static volatile int code;

static void note(int number, siginfo_t *info, void *context)
{
	(void)number;
	(void)context;
	code = info->si_code;
	notified = info->si_value.sival_int;
}

MOTE_TEST(ipc_mq_notify,
	  "message queue: a message to an empty queue notifies, once, if nobody waits")
{
	struct sigaction action = {.sa_sigaction = note, .sa_flags = SA_SIGINFO};
	struct sigevent event = {.sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGUSR1};
	mqd_t queue = make(O_RDWR);
	char data[BYTES];

	sigaction(SIGUSR1, &action, NULL);
	event.sigev_value.sival_int = 17;
	notified = 0;
	MOTE_CHECK_EQUAL(mq_notify(queue, &event), 0);
	CHECK_FAILS(mq_notify(queue, &event), EBUSY);
	MOTE_CHECK_EQUAL(mq_send(queue, "a", 1, 0), 0);
	MOTE_CHECK_EQUAL(notified, 17);
	MOTE_CHECK_EQUAL(code, SI_MESGQ);
	/* Not again, and not for a queue that isn't empty. */
	notified = 0;
	MOTE_CHECK_EQUAL(mq_notify(queue, &event), 0);
	MOTE_CHECK_EQUAL(mq_send(queue, "b", 1, 0), 0);
	MOTE_CHECK_EQUAL(notified, 0);
	MOTE_CHECK_EQUAL(mq_notify(queue, NULL), 0);
	while (count_of(queue))
		mq_receive(queue, data, BYTES, NULL);
	MOTE_CHECK_EQUAL(mq_send(queue, "c", 1, 0), 0);
	MOTE_CHECK_EQUAL(notified, 0);
	CHECK_FAILS(mq_notify(-1, &event), EBADF);
	event.sigev_signo = 1000;
	CHECK_FAILS(mq_notify(queue, &event), EINVAL);
	mq_close(queue);
	signal(SIGUSR1, SIG_DFL);
}

MOTE_TEST(ipc_mq_notify_waiter, "message queue: where a thread waits to receive nobody is notified")
{
	struct sigaction action = {.sa_sigaction = note, .sa_flags = SA_SIGINFO};
	struct sigevent event = {.sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGUSR1};
	mqd_t queue = make(O_RDWR);
	pthread_t thread = spawn(receive_one, &queue);

	sigaction(SIGUSR1, &action, NULL);
	event.sigev_value.sival_int = 18;
	notified = 0;
	usleep(2000);
	MOTE_CHECK_EQUAL(mq_notify(queue, &event), 0);
	MOTE_CHECK_EQUAL(mq_send(queue, "a", 1, 0), 0);
	pthread_join(thread, NULL);
	MOTE_CHECK_EQUAL(notified, 0);
	MOTE_CHECK_EQUAL(mq_send(queue, "b", 1, 0), 0);
	MOTE_CHECK_EQUAL(notified, 18);
	mq_close(queue);
	signal(SIGUSR1, SIG_DFL);
}

MOTE_TEST(ipc_mq_poll, "message queue: poll says whether there is a message and room for one")
{
	mqd_t queue = make(O_RDWR);
	struct pollfd poller = {.fd = queue, .events = POLLIN | POLLOUT};
	char data[BYTES] = "x";

	MOTE_CHECK_EQUAL(poll(&poller, 1, 0), 1);
	MOTE_CHECK_EQUAL(poller.revents, POLLOUT);
	mq_send(queue, data, 1, 0);
	MOTE_CHECK_EQUAL(poll(&poller, 1, 0), 1);
	MOTE_CHECK_EQUAL(poller.revents, POLLIN | POLLOUT);
	for (int i = 1; i < MESSAGES; i++)
		mq_send(queue, data, 1, 0);
	MOTE_CHECK_EQUAL(poll(&poller, 1, 0), 1);
	MOTE_CHECK_EQUAL(poller.revents, POLLIN);
	mq_close(queue);
}

MOTE_TEST(ipc_mq_descriptors,
	  "message queue: with all descriptors in use mq_open fails and leaves nothing")
{
	long most = CONFIG_LIB_POSIX_OPEN_MAX;
	int *copies = calloc((size_t)most, sizeof(int));
	int count = 0;

	MOTE_REQUIRE(copies);
	while (count < most && (copies[count] = dup(0)) >= 0)
		count++;
	CHECK_FAILS(mq_open("/surplus", O_CREAT | O_RDWR, 0600, NULL), EMFILE);
	while (count)
		close(copies[--count]);
	free(copies);
	CHECK_FAILS(mq_unlink("/surplus"), ENOENT);
}
