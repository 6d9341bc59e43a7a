/* SPDX-License-Identifier: BSD-3-Clause */
/* Reading directories. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <mote/test.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void make(int count)
{
	char name[30];

	MOTE_REQUIRE(mkdir("/tmp/d", 0777) == 0);
	for (int i = 0; i < count; i++) {
		snprintf(name, sizeof(name), "/tmp/d/%d", i);
		MOTE_CHECK_EQUAL(close(open(name, O_WRONLY | O_CREAT, 0666)), 0);
	}
}

static void clear(int count)
{
	char name[30];

	for (int i = 0; i < count; i++) {
		snprintf(name, sizeof(name), "/tmp/d/%d", i);
		MOTE_CHECK_EQUAL(unlink(name), 0);
	}
	MOTE_CHECK_EQUAL(rmdir("/tmp/d"), 0);
}

MOTE_TEST(directory_read, "directory: readdir() lists each entry once, with its type")
{
	struct dirent *entry;
	unsigned seen = 0, dots = 0;
	DIR *directory;

	make(20);
	directory = opendir("/tmp/d");
	MOTE_REQUIRE(directory);
	errno = 0;
	while ((entry = readdir(directory))) {
		if (entry->d_name[0] == '.') {
			dots++;
			MOTE_CHECK_EQUAL(entry->d_type, DT_DIR);
			continue;
		}
		MOTE_CHECK_EQUAL(entry->d_type, DT_REG);
		MOTE_CHECK(!(seen & 1u << atoi(entry->d_name)));
		seen |= 1u << atoi(entry->d_name);
	}
	MOTE_CHECK_EQUAL(errno, 0);
	MOTE_CHECK_EQUAL(seen, (1u << 20) - 1);
	MOTE_CHECK_EQUAL(dots, 2);
	MOTE_CHECK_EQUAL(closedir(directory), 0);
	clear(20);
}

MOTE_TEST(directory_positions, "directory: seekdir() goes back to where telldir() was")
{
	struct dirent *entry;
	char name[10];
	DIR *directory;
	long position;

	make(9);
	directory = opendir("/tmp/d");
	MOTE_REQUIRE(directory);
	for (int i = 0; i < 5; i++)
		readdir(directory);
	position = telldir(directory);
	entry = readdir(directory);
	MOTE_REQUIRE(entry);
	strcpy(name, entry->d_name);
	while (readdir(directory))
		;
	seekdir(directory, position);
	entry = readdir(directory);
	MOTE_REQUIRE(entry);
	MOTE_CHECK_EQUAL_STRING(entry->d_name, name);
	rewinddir(directory);
	entry = readdir(directory);
	MOTE_REQUIRE(entry);
	MOTE_CHECK_EQUAL_STRING(entry->d_name, ".");
	closedir(directory);
	clear(9);
}

static int no_dots(const struct dirent *entry)
{
	return entry->d_name[0] != '.';
}

MOTE_TEST(directory_sorted, "directory: scandir() chooses and sorts")
{
	struct dirent **names;
	int count;

	make(12);
	count = scandir("/tmp/d", &names, no_dots, alphasort);
	MOTE_REQUIRE(count == 12);
	MOTE_CHECK_EQUAL_STRING(names[2]->d_name, "10");
	MOTE_CHECK_EQUAL_STRING(names[11]->d_name, "9");
	while (count > 0)
		free(names[--count]);
	free(names);
	clear(12);
	MOTE_CHECK(scandir("/tmp/d", &names, no_dots, alphasort) == -1 && errno == ENOENT);
}

MOTE_TEST(directory_errors, "directory: what is none is refused")
{
	char byte;
	int descriptor;

	MOTE_CHECK(opendir("/nothing") == NULL && errno == ENOENT);
	MOTE_CHECK(opendir("/dev/null") == NULL && errno == ENOTDIR);
	MOTE_CHECK(fdopendir(900) == NULL && errno == EBADF);
	descriptor = open("/dev/null", O_RDONLY);
	MOTE_CHECK(fdopendir(descriptor) == NULL && errno == ENOTDIR);
	close(descriptor);
	descriptor = open("/tmp", O_RDONLY);
	MOTE_CHECK(read(descriptor, &byte, 1) == -1 && errno == EISDIR);
	close(descriptor);
}
