/* SPDX-License-Identifier: BSD-3-Clause */
/* The C library's streams on files. */
#include <errno.h>
#include <mote/test.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

MOTE_TEST(stream_text, "streams: what is printed into a file is read from it")
{
	FILE *file = fopen("/tmp/f", "w");
	char line[40];
	int number;

	MOTE_REQUIRE(file);
	MOTE_CHECK_EQUAL(fprintf(file, "first %d\nsecond\n", 42), 16);
	MOTE_CHECK_EQUAL(fclose(file), 0);
	file = fopen("/tmp/f", "r+");
	MOTE_REQUIRE(file);
	MOTE_CHECK_EQUAL(fscanf(file, "first %d\n", &number), 1);
	MOTE_CHECK_EQUAL(number, 42);
	MOTE_CHECK(fgets(line, sizeof(line), file));
	MOTE_CHECK_EQUAL_STRING(line, "second\n");
	MOTE_CHECK(!fgets(line, sizeof(line), file));
	MOTE_CHECK(feof(file));
	MOTE_CHECK_EQUAL(fseek(file, 6, SEEK_SET), 0);
	MOTE_CHECK(fputs("43", file) >= 0);
	MOTE_CHECK_EQUAL(ftell(file), 8);
	rewind(file);
	MOTE_CHECK(fgets(line, sizeof(line), file));
	MOTE_CHECK_EQUAL_STRING(line, "first 43\n");
	fclose(file);
	MOTE_CHECK_EQUAL(remove("/tmp/f"), 0);
	MOTE_CHECK(!fopen("/tmp/f", "r") && errno == ENOENT);
}

MOTE_TEST(stream_append, "streams: \"a\" writes at the end, wherever one stands")
{
	FILE *file = fopen("/tmp/f", "a+");
	char text[10] = "";

	MOTE_REQUIRE(file);
	fputs("one", file);
	rewind(file);
	fputs("two", file);
	rewind(file);
	MOTE_CHECK_EQUAL(fread(text, 1, sizeof(text), file), 6);
	MOTE_CHECK_EQUAL_STRING(text, "onetwo");
	fclose(file);
	remove("/tmp/f");
}

MOTE_TEST(stream_temporary, "streams: tmpfile() and mkstemp() make files of their own")
{
	FILE *first = tmpfile(), *second = tmpfile();
	char name[] = "/tmp/XXXXXX", other[] = "/tmp/XXXXXX";
	struct stat status;
	int descriptor, another;

	MOTE_REQUIRE(first && second);
	fputs("x", first);
	MOTE_CHECK_EQUAL(fflush(first), 0);
	MOTE_CHECK_EQUAL(fstat(fileno(second), &status), 0);
	MOTE_CHECK_EQUAL(status.st_size, 0);
	MOTE_CHECK_EQUAL(status.st_nlink, 0);
	fclose(first);
	fclose(second);
	descriptor = mkstemp(name);
	another = mkstemp(other);
	MOTE_CHECK(descriptor >= 0 && another >= 0 && strcmp(name, other) != 0);
	close(descriptor);
	close(another);
	MOTE_CHECK_EQUAL(unlink(name), 0);
	MOTE_CHECK_EQUAL(unlink(other), 0);
}

MOTE_TEST(stream_remove, "streams: remove() takes directories too, and rename() moves")
{
	FILE *file = fopen("/tmp/f", "w");

	MOTE_REQUIRE(file);
	fclose(file);
	MOTE_CHECK_EQUAL(mkdir("/tmp/d", 0777), 0);
	MOTE_CHECK_EQUAL(rename("/tmp/f", "/tmp/d/g"), 0);
	MOTE_CHECK(remove("/tmp/d") == -1 && errno == ENOTEMPTY);
	MOTE_CHECK_EQUAL(remove("/tmp/d/g"), 0);
	MOTE_CHECK_EQUAL(remove("/tmp/d"), 0);
	MOTE_CHECK(remove("/tmp/d") == -1 && errno == ENOENT);
}
