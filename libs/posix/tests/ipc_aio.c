/* SPDX-License-Identifier: BSD-3-Clause */
/* Asynchronous input and output. */
#include <aio.h>
#include <config/LIB_POSIX_AIO_MAX.h>
#include <config/LIB_POSIX_AIO_THREADS.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/eventfd.h>
#include <sys/mman.h>

#include "ipc.h"

#define NAME "/aio"

/* An open file that is gone when it is closed. */
static int open_file(int flags)
{
	int file = shm_open(NAME, O_CREAT | O_RDWR, 0600);

	MOTE_CHECK(file >= 0);
	fcntl(file, F_SETFL, flags);
	MOTE_CHECK_EQUAL(shm_unlink(NAME), 0);
	return file;
}

static struct aiocb block_of(int file, const void *data, size_t bytes, off_t offset)
{
	return (struct aiocb){
		.aio_fildes = file,
		.aio_buf = (void *)data,
		.aio_nbytes = bytes,
		.aio_offset = offset,
		.aio_sigevent.sigev_notify = SIGEV_NONE,
	};
}

/* Waits for BLOCK and returns what it has returned. */
static ssize_t result_of(struct aiocb *block)
{
	const struct aiocb *list[] = {block};

	MOTE_CHECK_EQUAL(aio_suspend(list, 1, NULL), 0);
	MOTE_CHECK(aio_error(block) != EINPROGRESS);
	return aio_return(block);
}

MOTE_TEST(ipc_aio_transfer, "asynchronous I/O: what is written can be read")
{
	int file = open_file(0);
	char text[8] = "";
	struct aiocb writing = block_of(file, "content", 7, 3);
	struct aiocb reading = block_of(file, text, 7, 3), syncing = block_of(file, NULL, 0, 0);

	MOTE_CHECK_EQUAL(aio_write(&writing), 0);
	MOTE_CHECK_EQUAL(aio_fsync(O_SYNC, &syncing), 0);
	MOTE_CHECK_EQUAL(result_of(&syncing), 0);
	/* That was behind the writing. */
	MOTE_CHECK_EQUAL(aio_error(&writing), 0);
	MOTE_CHECK_EQUAL(aio_return(&writing), 7);
	MOTE_CHECK_EQUAL(aio_read(&reading), 0);
	MOTE_CHECK_EQUAL(result_of(&reading), 7);
	MOTE_CHECK_EQUAL_STRING(text, "content");
	/* Each result is had once. */
	CHECK_FAILS(aio_return(&reading), EINVAL);
	CHECK_FAILS(aio_error(&reading), EINVAL);
	close(file);
}

MOTE_TEST(ipc_aio_errors, "asynchronous I/O: what can't be done says so")
{
	int file = open_file(0);
	char data[4];
	struct aiocb block = block_of(-1, data, 4, 0);
	const struct timespec bad = {.tv_nsec = -1};
	const struct aiocb *list[] = {&block};

	CHECK_FAILS(aio_error(&block), EINVAL);
	CHECK_FAILS(aio_read(&block), EBADF);
	CHECK_FAILS(aio_fsync(O_SYNC, &block), EBADF);
	CHECK_FAILS(aio_cancel(-1, NULL), EBADF);
	block = block_of(file, data, 4, -1);
	CHECK_FAILS(aio_read(&block), EINVAL);
	block = block_of(file, NULL, 4, 0);
	CHECK_FAILS(aio_write(&block), EINVAL);
	block = block_of(file, data, 4, 0);
	block.aio_reqprio = -1;
	CHECK_FAILS(aio_write(&block), EINVAL);
	block.aio_reqprio = 0;
	CHECK_FAILS(aio_fsync(-1, &block), EINVAL);
	CHECK_FAILS(aio_suspend(list, -1, NULL), EINVAL);
	CHECK_FAILS(aio_suspend(list, 1, &bad), EINVAL);
	CHECK_FAILS(lio_listio(7, NULL, 0, NULL), EINVAL);
	/* What shows only later is the operation's own. */
	close(file);
	file = eventfd(0, 0);
	block = block_of(file, data, 4, 0);
	MOTE_CHECK_EQUAL(aio_write(&block), 0);
	CHECK_FAILS(result_of(&block), EINVAL);
	close(file);
}

MOTE_TEST(ipc_aio_append, "asynchronous I/O: what is appended comes in the order of asking")
{
	int file = open_file(O_APPEND);
	struct aiocb blocks[10];
	char digits[10] = "0123456789", text[11] = "";

	for (int i = 0; i < 10; i++) {
		blocks[i] = block_of(file, &digits[i], 1, 0);
		MOTE_CHECK_EQUAL(aio_write(&blocks[i]), 0);
	}
	for (int i = 0; i < 10; i++)
		MOTE_CHECK_EQUAL(result_of(&blocks[i]), 1);
	MOTE_CHECK_EQUAL(pread(file, text, 10, 0), 10);
	MOTE_CHECK_EQUAL_STRING(text, "0123456789");
	close(file);
}

MOTE_TEST(ipc_aio_priority, "asynchronous I/O: less important operations come later")
{
	int file = open_file(O_APPEND);
	struct aiocb blocks[4];
	char text[5] = "";

	/* The first is under way at once; of the others the priorities decide. */
	for (int i = 0; i < 4; i++) {
		blocks[i] = block_of(file, &"abcd"[i], 1, 0);
		blocks[i].aio_reqprio = i ? 10 - 3 * i : 0;
		MOTE_CHECK_EQUAL(aio_write(&blocks[i]), 0);
	}
	for (int i = 0; i < 4; i++)
		MOTE_CHECK_EQUAL(result_of(&blocks[i]), 1);
	MOTE_CHECK_EQUAL(pread(file, text, 4, 0), 4);
	MOTE_CHECK_EQUAL_STRING(text, "adcb");
	close(file);
}

MOTE_TEST(ipc_aio_both_ways,
	  "asynchronous I/O: a read that waits doesn't hold up other files, or writes")
{
	int pipes[2];
	char data[4] = "";
	struct aiocb reading, writing;
	const struct aiocb *list[] = {&reading};
	struct timespec soon = {.tv_nsec = 2000000};

	MOTE_REQUIRE(pipe(pipes) == 0);
	reading = block_of(pipes[0], data, 3, 0);
	writing = block_of(pipes[1], "abc", 3, 0);
	MOTE_CHECK_EQUAL(aio_read(&reading), 0);
	CHECK_FAILS(aio_suspend(list, 1, &soon), EAGAIN);
	MOTE_CHECK_EQUAL(aio_error(&reading), EINPROGRESS);
	MOTE_CHECK_EQUAL(aio_return(&reading), 0);
	/* It is under way, so it can't be cancelled. */
	MOTE_CHECK_EQUAL(aio_cancel(pipes[0], &reading), AIO_NOTCANCELED);
	MOTE_CHECK_EQUAL(aio_write(&writing), 0);
	MOTE_CHECK_EQUAL(result_of(&reading), 3);
	MOTE_CHECK_EQUAL_STRING(data, "abc");
	MOTE_CHECK_EQUAL(result_of(&writing), 3);
	MOTE_CHECK_EQUAL(aio_cancel(pipes[0], &reading), AIO_ALLDONE);
	close(pipes[0]);
	close(pipes[1]);
}

MOTE_TEST(ipc_aio_cancel, "asynchronous I/O: what waits behind another is cancelled")
{
	int pipes[2];
	char data[3][2];
	struct aiocb blocks[3];

	MOTE_REQUIRE(pipe(pipes) == 0);
	for (int i = 0; i < 3; i++) {
		blocks[i] = block_of(pipes[0], data[i], 1, 0);
		MOTE_CHECK_EQUAL(aio_read(&blocks[i]), 0);
	}
	MOTE_CHECK_EQUAL(aio_cancel(pipes[0], &blocks[2]), AIO_CANCELED);
	MOTE_CHECK_EQUAL(aio_error(&blocks[2]), ECANCELED);
	CHECK_FAILS(aio_return(&blocks[2]), ECANCELED);
	MOTE_CHECK_EQUAL(aio_error(&blocks[1]), EINPROGRESS);
	MOTE_CHECK_EQUAL(aio_cancel(pipes[0], NULL), AIO_NOTCANCELED);
	MOTE_CHECK_EQUAL(aio_error(&blocks[1]), ECANCELED);
	MOTE_CHECK_EQUAL(write(pipes[1], "x", 1), 1);
	MOTE_CHECK_EQUAL(result_of(&blocks[0]), 1);
	close(pipes[0]);
	close(pipes[1]);
}

static volatile int signals;
static volatile int codes;
static volatile int lists;

static void note(int number, siginfo_t *info, void *context)
{
	(void)number;
	(void)context;
	signals |= 1 << info->si_value.sival_int;
	codes += info->si_code == SI_ASYNCIO;
}

static void note_list(int number)
{
	(void)number;
	lists++;
}

#define BLOCKS 5

MOTE_TEST(ipc_aio_list, "asynchronous I/O: a list is waited for, or says when it is done")
{
	struct sigaction action = {.sa_sigaction = note, .sa_flags = SA_SIGINFO | SA_RESTART};
	struct sigevent event = {.sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGUSR2};
	int file = open_file(0);
	struct aiocb blocks[BLOCKS], *list[BLOCKS + 1] = {NULL};
	char data[BLOCKS];

	sigaction(SIGUSR1, &action, NULL);
	signal(SIGUSR2, note_list);
	signals = 0;
	codes = 0;
	lists = 0;
	for (int i = 0; i < BLOCKS; i++) {
		blocks[i] = block_of(file, &"abcde"[i], 1, i);
		blocks[i].aio_lio_opcode = LIO_WRITE;
		list[i + 1] = &blocks[i];
	}
	blocks[2].aio_lio_opcode = LIO_NOP;
	MOTE_CHECK_EQUAL(lio_listio(LIO_WAIT, list, BLOCKS + 1, &event), 0);
	for (int i = 0; i < BLOCKS; i++) {
		if (i != 2)
			MOTE_CHECK_EQUAL(aio_return(&blocks[i]), 1);
		blocks[i] = block_of(file, &data[i], 1, i);
		blocks[i].aio_lio_opcode = LIO_READ;
		blocks[i].aio_sigevent.sigev_notify = SIGEV_SIGNAL;
		blocks[i].aio_sigevent.sigev_signo = SIGUSR1;
		blocks[i].aio_sigevent.sigev_value.sival_int = i;
	}
	/* With LIO_WAIT nobody is notified of the list. */
	MOTE_CHECK_EQUAL(lists, 0);
	MOTE_CHECK_EQUAL(lio_listio(LIO_NOWAIT, list, BLOCKS + 1, &event), 0);
	for (int i = 0; i < BLOCKS; i++)
		MOTE_CHECK_EQUAL(result_of(&blocks[i]), 1);
	while (!lists)
		usleep(100);
	MOTE_CHECK_EQUAL(lists, 1);
	/* Signals of one number that wait are one, but none is without a code. */
	MOTE_CHECK(signals != 0 && codes > 0);
	MOTE_CHECK(data[0] == 'a' && data[1] == 'b' && data[2] == 0 && data[4] == 'e');
	signal(SIGUSR1, SIG_DFL);
	signal(SIGUSR2, SIG_DFL);
	close(file);
}

MOTE_TEST(ipc_aio_list_errors,
	  "asynchronous I/O: a list of which one fails gives EIO, the others are done")
{
	int file = open_file(0);
	struct aiocb good = block_of(file, "x", 1, 0), bad = block_of(file, "x", 1, 0);
	struct aiocb *list[] = {&bad, &good};

	good.aio_lio_opcode = LIO_WRITE;
	bad.aio_lio_opcode = 77;
	CHECK_FAILS(lio_listio(LIO_WAIT, list, 2, NULL), EIO);
	MOTE_CHECK_EQUAL(aio_error(&bad), EINVAL);
	MOTE_CHECK_EQUAL(aio_return(&good), 1);
	CHECK_FAILS(aio_return(&bad), EINVAL);
	CHECK_FAILS(lio_listio(LIO_NOWAIT, list, 1, NULL), EIO);
	/* That it isn't open is the operation's own error. */
	bad = block_of(-1, "x", 1, 0);
	bad.aio_lio_opcode = LIO_WRITE;
	MOTE_CHECK_EQUAL(lio_listio(LIO_NOWAIT, list, 1, NULL), 0);
	CHECK_FAILS(aio_return(&bad), EBADF);
	CHECK_FAILS(lio_listio(LIO_WAIT, list, 1, NULL), EIO);
	close(file);
}

MOTE_TEST(ipc_aio_limit, "asynchronous I/O: more operations than there may be give EAGAIN")
{
	struct aiocb *blocks = calloc(CONFIG_LIB_POSIX_AIO_MAX + 1, sizeof(*blocks));
	int pipes[2];
	char data;

	MOTE_REQUIRE(blocks && pipe(pipes) == 0);
	for (int i = 0; i <= CONFIG_LIB_POSIX_AIO_MAX; i++)
		blocks[i] = block_of(pipes[0], &data, 1, 0);
	for (int i = 0; i < CONFIG_LIB_POSIX_AIO_MAX; i++)
		MOTE_CHECK_EQUAL(aio_read(&blocks[i]), 0);
	CHECK_FAILS(aio_read(&blocks[CONFIG_LIB_POSIX_AIO_MAX]), EAGAIN);
	CHECK_FAILS(aio_error(&blocks[CONFIG_LIB_POSIX_AIO_MAX]), EINVAL);
	/* The first is under way. */
	MOTE_CHECK_EQUAL(aio_cancel(pipes[0], NULL), AIO_NOTCANCELED);
	MOTE_CHECK_EQUAL(write(pipes[1], "x", 1), 1);
	MOTE_CHECK_EQUAL(result_of(&blocks[0]), 1);
	for (int i = 1; i < CONFIG_LIB_POSIX_AIO_MAX; i++)
		MOTE_CHECK_EQUAL(aio_error(&blocks[i]), ECANCELED);
	MOTE_CHECK_EQUAL(aio_read(&blocks[0]), 0);
	MOTE_CHECK_EQUAL(write(pipes[1], "y", 1), 1);
	MOTE_CHECK_EQUAL(result_of(&blocks[0]), 1);
	close(pipes[0]);
	close(pipes[1]);
	free(blocks);
}

MOTE_TEST(ipc_aio_interrupted,
	  "asynchronous I/O: a signal ends the waiting with EINTR, not the operation")
{
	struct pester state = {.victim = pthread_self()};
	int pipes[2];
	char data[2];
	struct aiocb reading;
	const struct aiocb *list[] = {&reading};
	pthread_t thread;

	MOTE_REQUIRE(pipe(pipes) == 0);
	reading = block_of(pipes[0], data, 1, 0);
	catch_sigusr1(ignore_signal);
	MOTE_CHECK_EQUAL(aio_read(&reading), 0);
	thread = spawn(pester, &state);
	CHECK_FAILS(aio_suspend(list, 1, NULL), EINTR);
	state.done = true;
	pthread_join(thread, NULL);
	signal(SIGUSR1, SIG_DFL);
	write(pipes[1], "x", 1);
	MOTE_CHECK_EQUAL(result_of(&reading), 1);
	close(pipes[0]);
	close(pipes[1]);
}

MOTE_TEST(ipc_aio_many, "asynchronous I/O: more that wait than there are threads, and all end")
{
	enum { MANY = CONFIG_LIB_POSIX_AIO_THREADS + 4 };
	int pipes[MANY][2];
	struct aiocb blocks[MANY];
	char data[MANY];

	for (int i = 0; i < MANY; i++) {
		MOTE_REQUIRE(pipe(pipes[i]) == 0);
		blocks[i] = block_of(pipes[i][0], &data[i], 1, 0);
		MOTE_CHECK_EQUAL(aio_read(&blocks[i]), 0);
	}
	for (int i = 0; i < MANY; i++)
		MOTE_CHECK_EQUAL(write(pipes[i][1], &(char){(char)i}, 1), 1);
	for (int i = 0; i < MANY; i++) {
		MOTE_CHECK_EQUAL(result_of(&blocks[i]), 1);
		MOTE_CHECK_EQUAL(data[i], i);
		close(pipes[i][0]);
		close(pipes[i][1]);
	}
}
