/* SPDX-License-Identifier: BSD-3-Clause */
/* Streams: buffers, pushed back characters, memory as a file, several threads. */
#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "threads.h"

#define LINES 40

MOTE_TEST(libc_memory_streams, "libc: a stream can write to memory that grows, and read from it")
{
	char *text = NULL;
	size_t bytes = 0;
	FILE *stream = open_memstream(&text, &bytes);
	char line[20];

	MOTE_REQUIRE(stream);
	for (int i = 0; i < 1000; i++)
		fprintf(stream, "line %d\n", i);
	MOTE_CHECK_EQUAL(fclose(stream), 0);
	MOTE_CHECK_EQUAL(bytes, 8890);
	stream = fmemopen(text, bytes, "r");
	MOTE_REQUIRE(stream);
	for (int i = 0; i < 1000; i++) {
		int number = -1;

		MOTE_CHECK_EQUAL(fscanf(stream, "line %d\n", &number), 1);
		MOTE_CHECK_EQUAL(number, i);
	}
	MOTE_CHECK(!fgets(line, sizeof(line), stream) && feof(stream) && !ferror(stream));
	rewind(stream);
	MOTE_CHECK_EQUAL_STRING(fgets(line, sizeof(line), stream), "line 0\n");
	MOTE_CHECK_EQUAL(fseek(stream, -9, SEEK_END), 0);
	MOTE_CHECK_EQUAL_STRING(fgets(line, sizeof(line), stream), "line 999\n");
	fclose(stream);
	free(text);
}

MOTE_TEST(libc_ungetc, "libc: characters can be pushed back")
{
	char text[] = "abc";
	FILE *stream = fmemopen(text, 3, "r");

	MOTE_REQUIRE(stream);
	MOTE_CHECK_EQUAL(getc(stream), 'a');
	MOTE_CHECK_EQUAL(ungetc('z', stream), 'z');
	MOTE_CHECK_EQUAL(getc(stream), 'z');
	MOTE_CHECK_EQUAL(getc(stream), 'b');
	MOTE_CHECK_EQUAL(getc(stream), 'c');
	MOTE_CHECK_EQUAL(getc(stream), EOF);
	MOTE_CHECK_EQUAL(ungetc(EOF, stream), EOF);
	fclose(stream);
}

MOTE_TEST(libc_getline, "libc: getline() makes room for a line")
{
	char text[300];
	char *line = NULL;
	size_t room = 0;
	FILE *stream;

	memset(text, 'x', sizeof(text));
	text[200] = '\n';
	stream = fmemopen(text, sizeof(text), "r");
	MOTE_REQUIRE(stream);
	MOTE_CHECK_EQUAL(getline(&line, &room, stream), 201);
	MOTE_CHECK_EQUAL(getline(&line, &room, stream), 99);
	MOTE_CHECK_EQUAL(getline(&line, &room, stream), -1);
	free(line);
	fclose(stream);
}

/* What a stream of ours was given, in how many pieces. */
static struct {
	char text[2000];
	size_t bytes;
	int writes;
} taken;

static ssize_t take(void *cookie, const char *text, size_t bytes)
{
	(void)cookie;
	if (bytes > sizeof(taken.text) - taken.bytes)
		return -1;
	memcpy(taken.text + taken.bytes, text, bytes);
	taken.bytes += bytes;
	taken.writes++;
	/* Where a thread would be stopped if the stream were not locked. */
	mote_thread_yield();
	return bytes;
}

static FILE *open_taken(void)
{
	taken.bytes = taken.writes = 0;
	return fopencookie(NULL, "w", (cookie_io_functions_t){.write = take});
}

MOTE_TEST(libc_buffers, "libc: setvbuf() chooses when a stream is written")
{
	static char room[64];
	FILE *stream = open_taken();

	MOTE_REQUIRE(stream);
	MOTE_CHECK_EQUAL(setvbuf(stream, room, _IOFBF, sizeof(room)), 0);
	fputs("one\ntwo\n", stream);
	MOTE_CHECK_EQUAL(taken.bytes, 0);
	MOTE_CHECK_EQUAL(fflush(stream), 0);
	MOTE_CHECK_EQUAL(taken.bytes, 8);
	fclose(stream);
	stream = open_taken();
	MOTE_REQUIRE(stream);
	MOTE_CHECK_EQUAL(setvbuf(stream, room, _IOLBF, sizeof(room)), 0);
	fputs("one\ntwo", stream);
	MOTE_CHECK_EQUAL(taken.bytes >= 4, true);
	MOTE_CHECK_EQUAL(taken.bytes, 4);
	fclose(stream);
	MOTE_CHECK_EQUAL(taken.bytes, 7);
	stream = open_taken();
	MOTE_REQUIRE(stream);
	MOTE_CHECK_EQUAL(setvbuf(stream, NULL, _IONBF, 0), 0);
	putc('x', stream);
	MOTE_CHECK_EQUAL(taken.bytes, 1);
	fclose(stream);
}

static FILE *shared;

static void *write_lines(void *number)
{
	for (int i = 0; i < LINES / TEST_THREADS; i++)
		fprintf(shared, "thread %lu writes line %d of its own\n",
			(unsigned long)(uintptr_t)number, i);
	return NULL;
}

/* Every line must be there, whole; a thread's own lines in their order. */
static void check_lines(char *text)
{
	int next[TEST_THREADS] = {0};
	char *rest = NULL;
	int count = 0;

	for (char *line = strtok_r(text, "\n", &rest); line; line = strtok_r(NULL, "\n", &rest)) {
		unsigned long thread = TEST_THREADS;
		int number = -1, end = 0;

		MOTE_CHECK_EQUAL(sscanf(line, "thread %lu writes line %d of its own%n", &thread,
					&number, &end),
				 2);
		MOTE_CHECK_EQUAL(line[end], '\0');
		MOTE_REQUIRE(thread < TEST_THREADS);
		MOTE_CHECK_EQUAL(number, next[thread]++);
		count++;
	}
	MOTE_CHECK_EQUAL(count, LINES);
}

MOTE_TEST(libc_stream_threads,
	  "libc: threads that write to one stream lose no line, and none is torn")
{
	static char room[50];

	shared = open_taken();
	MOTE_REQUIRE(shared);
	setvbuf(shared, room, _IOFBF, sizeof(room));
	test_in_threads(write_lines);
	fclose(shared);
	MOTE_REQUIRE(taken.bytes < sizeof(taken.text));
	taken.text[taken.bytes] = '\0';
	check_lines(taken.text);
}

static void *write_halves(void *number)
{
	for (int i = 0; i < LINES / TEST_THREADS; i++) {
		flockfile(shared);
		fprintf(shared, "thread %lu writes ", (unsigned long)(uintptr_t)number);
		mote_thread_yield();
		fprintf(shared, "line %d of its own\n", i);
		funlockfile(shared);
	}
	return NULL;
}

MOTE_TEST(libc_flockfile, "libc: flockfile() keeps a stream for several calls")
{
	shared = open_taken();
	MOTE_REQUIRE(shared);
	test_in_threads(write_halves);
	fclose(shared);
	MOTE_REQUIRE(taken.bytes < sizeof(taken.text));
	taken.text[taken.bytes] = '\0';
	check_lines(taken.text);
}

static void *end_with_lock(void *argument)
{
	flockfile(shared);
	flockfile(shared);
	return argument;
}

static void *try_lock(void *argument)
{
	(void)argument;
	MOTE_CHECK(ftrylockfile(shared) != 0);
	return NULL;
}

MOTE_TEST(libc_stream_left, "libc: a thread that ends leaves no stream locked")
{
	struct mote_thread *thread;

	shared = open_taken();
	MOTE_REQUIRE(shared);
	MOTE_REQUIRE(mote_thread_create(&thread, NULL, end_with_lock, NULL) == 0);
	mote_thread_join(thread, NULL);
	MOTE_CHECK_EQUAL(ftrylockfile(shared), 0);
	MOTE_REQUIRE(mote_thread_create(&thread, NULL, try_lock, NULL) == 0);
	mote_thread_join(thread, NULL);
	funlockfile(shared);
	MOTE_CHECK(fputs("still there", shared) >= 0);
	fclose(shared);
	MOTE_CHECK_EQUAL(taken.bytes, 11);
}

static void *open_and_close(void *number)
{
	for (int i = 0; i < 30; i++) {
		char text[20];
		FILE *stream = fmemopen(text, sizeof(text), "w");

		if (!MOTE_CHECK(stream))
			break;
		fprintf(stream, "%lu", (unsigned long)(uintptr_t)number);
		mote_thread_yield();
		fclose(stream);
		MOTE_CHECK_EQUAL(text[0], '0' + (uintptr_t)number);
	}
	return NULL;
}

MOTE_TEST(libc_stream_table, "libc: threads open and close streams at once")
{
	test_in_threads(open_and_close);
}

MOTE_TEST(libc_console, "libc: the console is a terminal; what isn't open is EBADF")
{
	MOTE_CHECK(isatty(1));
	MOTE_CHECK_EQUAL(fileno(stdin), 0);
	MOTE_CHECK_EQUAL(write(1, "", 0), 0);
	errno = 0;
	MOTE_CHECK_EQUAL(write(77, "x", 1), -1);
	MOTE_CHECK_EQUAL(errno, EBADF);
	errno = 0;
	MOTE_CHECK_EQUAL(isatty(77), 0);
	MOTE_CHECK_EQUAL(errno, EBADF);
	errno = 0;
	MOTE_CHECK_EQUAL(lseek(1, 0, SEEK_CUR), -1);
	MOTE_CHECK_EQUAL(errno, ESPIPE);
}
