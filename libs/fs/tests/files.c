/* SPDX-License-Identifier: BSD-3-Clause */
/* Files in memory: several threads, short memory, many names, devices. */
#include <errno.h>
#include <fcntl.h>
#include <mote/test.h>
#include <mote/thread.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define RECORD 3000
#define RECORDS 100
#define WRITERS 3

/* Appends records, each of one byte value. */
static void *append(void *argument)
{
	int descriptor = open("/tmp/log", O_WRONLY | O_APPEND);
	char record[RECORD];

	memset(record, 'a' + (int)(long)argument, sizeof(record));
	for (int i = 0; i < RECORDS; i++) {
		MOTE_CHECK_EQUAL(write(descriptor, record, sizeof(record)), sizeof(record));
		mote_thread_yield();
	}
	close(descriptor);
	return NULL;
}

static bool is_whole(const char *record)
{
	for (int i = 1; i < RECORD; i++)
		if (record[i] != record[0])
			return false;
	return true;
}

MOTE_TEST(fs_appends_whole, "files: what threads append stands one behind the other, whole")
{
	struct mote_thread *threads[WRITERS];
	struct mote_thread_attributes attributes = MOTE_THREAD_DEFAULTS;
	unsigned counts[WRITERS] = {0};
	char record[RECORD];
	int descriptor = open("/tmp/log", O_RDONLY | O_CREAT, 0666);

	attributes.stack_bytes = 16384;
	for (long i = 0; i < WRITERS; i++)
		MOTE_REQUIRE(mote_thread_create(&threads[i], &attributes, append, (void *)i) == 0);
	for (int i = 0; i < WRITERS; i++)
		mote_thread_join(threads[i], NULL);
	while (read(descriptor, record, sizeof(record)) == sizeof(record)) {
		MOTE_REQUIRE(record[0] >= 'a' && record[0] < 'a' + WRITERS);
		MOTE_CHECK(is_whole(record));
		counts[record[0] - 'a']++;
	}
	for (int i = 0; i < WRITERS; i++)
		MOTE_CHECK_EQUAL(counts[i], RECORDS);
	close(descriptor);
	unlink("/tmp/log");
}

static volatile bool has_ended;

/* Writes the whole record over and over. */
static void *overwrite(void *argument)
{
	int descriptor = *(int *)argument;
	char record[RECORD];

	for (int i = 0; i < 300; i++) {
		memset(record, 'a' + i % 20, sizeof(record));
		MOTE_CHECK_EQUAL(pwrite(descriptor, record, sizeof(record), 2000), RECORD);
		mote_thread_yield();
	}
	has_ended = true;
	return NULL;
}

MOTE_TEST(fs_reads_whole, "files: a read sees all or nothing of a write")
{
	int descriptor = open("/tmp/record", O_RDWR | O_CREAT, 0666);
	struct mote_thread_attributes attributes = MOTE_THREAD_DEFAULTS;
	struct mote_thread *thread;
	char record[RECORD];

	attributes.stack_bytes = 16384;
	has_ended = false;
	memset(record, 'a', sizeof(record));
	MOTE_CHECK_EQUAL(pwrite(descriptor, record, sizeof(record), 2000), RECORD);
	MOTE_REQUIRE(mote_thread_create(&thread, &attributes, overwrite, &descriptor) == 0);
	while (!has_ended) {
		MOTE_CHECK_EQUAL(pread(descriptor, record, sizeof(record), 2000), RECORD);
		MOTE_CHECK(is_whole(record));
		mote_thread_yield();
	}
	mote_thread_join(thread, NULL);
	close(descriptor);
	unlink("/tmp/record");
}

MOTE_TEST(fs_full, "files: where memory is short write() says ENOSPC, and the program goes on")
{
	static char text[65536];
	int descriptor = open("/tmp/big", O_RDWR | O_CREAT, 0666);
	struct stat status;
	off_t bytes = 0;
	ssize_t done;

	while ((done = write(descriptor, text, sizeof(text))) > 0)
		bytes += done;
	MOTE_CHECK_EQUAL(done, -1);
	MOTE_CHECK_EQUAL(errno, ENOSPC);
	MOTE_CHECK_EQUAL(fstat(descriptor, &status), 0);
	MOTE_CHECK_EQUAL(status.st_size, bytes);
	/* There is still enough for the rest of the program, and for what is there already. */
	MOTE_CHECK_EQUAL(pwrite(descriptor, "x", 1, 0), 1);
	MOTE_CHECK(fopen("/tmp/nothing", "r") == NULL && errno == ENOENT);
	MOTE_CHECK_EQUAL(ftruncate(descriptor, 0), 0);
	MOTE_CHECK_EQUAL(write(descriptor, text, sizeof(text)), sizeof(text));
	close(descriptor);
	unlink("/tmp/big");
}

MOTE_TEST(fs_many, "files: ten thousand of them in one directory")
{
	char name[30];
	int missing = 0;

	MOTE_REQUIRE(mkdir("/tmp/many", 0777) == 0);
	for (int i = 0; i < 10000; i++) {
		snprintf(name, sizeof(name), "/tmp/many/file %d", i);
		missing += close(open(name, O_WRONLY | O_CREAT | O_EXCL, 0666)) != 0;
	}
	for (int i = 0; i < 10000; i++) {
		snprintf(name, sizeof(name), "/tmp/many/file %d", 9999 - i);
		missing += access(name, F_OK) != 0 || unlink(name) != 0;
	}
	MOTE_CHECK_EQUAL(missing, 0);
	MOTE_CHECK_EQUAL(rmdir("/tmp/many"), 0);
}

MOTE_TEST(fs_devices,
	  "files: /dev/null is empty, /dev/zero has zeros, /dev/console is the terminal")
{
	int null = open("/dev/null", O_RDWR), zero = open("/dev/zero", O_RDWR);
	int console = open("/dev/console", O_RDWR);
	char bytes[5] = "xxxx";
	struct stat status;

	MOTE_CHECK_EQUAL(read(null, bytes, 4), 0);
	MOTE_CHECK_EQUAL(write(null, bytes, 4), 4);
	MOTE_CHECK_EQUAL(write(zero, bytes, 4), 4);
	MOTE_CHECK_EQUAL(read(zero, bytes, 4), 4);
	MOTE_CHECK(memcmp(bytes, "\0\0\0\0", 4) == 0);
	MOTE_CHECK_EQUAL(stat("/dev/null", &status), 0);
	MOTE_CHECK(S_ISCHR(status.st_mode));
	MOTE_CHECK(isatty(console));
	MOTE_CHECK(!isatty(null));
	MOTE_CHECK(ftruncate(null, 5) == -1 && errno == EINVAL);
	close(null);
	close(zero);
	close(console);
}
