/* SPDX-License-Identifier: BSD-3-Clause */
/* Calls with paths: what they do, and the errors that POSIX names. */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <mote/test.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>
#include <utime.h>

static void make_file(const char *name, const char *text)
{
	int descriptor = open(name, O_WRONLY | O_CREAT | O_TRUNC, 0666);

	MOTE_REQUIRE(descriptor >= 0);
	MOTE_CHECK_EQUAL(write(descriptor, text, strlen(text)), strlen(text));
	MOTE_CHECK_EQUAL(close(descriptor), 0);
}

/* Whether NAME is a file with this text. */
static bool holds(const char *name, const char *text)
{
	char buffer[100];
	int descriptor = open(name, O_RDONLY);
	ssize_t bytes = descriptor < 0 ? -1 : read(descriptor, buffer, sizeof(buffer));

	close(descriptor);
	return bytes == (ssize_t)strlen(text) && memcmp(buffer, text, bytes) == 0;
}

#define CHECK_ERROR(call, error)                                                                   \
	do {                                                                                       \
		errno = 0;                                                                         \
		MOTE_CHECK((call) == -1);                                                          \
		MOTE_CHECK_EQUAL(errno, error);                                                    \
	} while (0)

MOTE_TEST(file_open_flags, "file: open() creates, truncates, appends and refuses as its flags say")
{
	int descriptor;

	CHECK_ERROR(open("/tmp/f", O_RDONLY), ENOENT);
	make_file("/tmp/f", "one");
	MOTE_CHECK(holds("/tmp/f", "one"));
	CHECK_ERROR(open("/tmp/f", O_RDWR | O_CREAT | O_EXCL, 0666), EEXIST);
	descriptor = open("/tmp/f", O_WRONLY | O_APPEND);
	MOTE_CHECK_EQUAL(write(descriptor, "two", 3), 3);
	MOTE_CHECK_EQUAL(lseek(descriptor, 0, SEEK_SET), 0);
	MOTE_CHECK_EQUAL(write(descriptor, "three", 5), 5);
	CHECK_ERROR(read(descriptor, &descriptor, 1), EBADF);
	close(descriptor);
	MOTE_CHECK(holds("/tmp/f", "onetwothree"));
	close(open("/tmp/f", O_WRONLY | O_TRUNC));
	MOTE_CHECK(holds("/tmp/f", ""));
	CHECK_ERROR(open("/tmp/f", O_RDONLY | O_DIRECTORY), ENOTDIR);
	CHECK_ERROR(open("/tmp/f/g", O_RDONLY), ENOTDIR);
	CHECK_ERROR(open("/tmp", O_WRONLY), EISDIR);
	CHECK_ERROR(open("", O_RDONLY), ENOENT);
	MOTE_CHECK_EQUAL(unlink("/tmp/f"), 0);
}

MOTE_TEST(file_long_names, "file: names and paths may be as long as NAME_MAX and PATH_MAX say")
{
	static char path[PATH_MAX + 10];

	strcpy(path, "/tmp/");
	memset(path + 5, 'x', NAME_MAX);
	MOTE_CHECK_EQUAL(mkdir(path, 0777), 0);
	MOTE_CHECK_EQUAL(rmdir(path), 0);
	path[5 + NAME_MAX] = 'x';
	CHECK_ERROR(mkdir(path, 0777), ENAMETOOLONG);
	memset(path, '/', PATH_MAX);
	path[PATH_MAX - 1] = '\0';
	MOTE_CHECK_EQUAL(access(path, F_OK), 0);
	strcpy(path + PATH_MAX - 1, "/");
	CHECK_ERROR(access(path, F_OK), ENAMETOOLONG);
}

MOTE_TEST(file_unlinked, "file: one that is open stays when its last name goes")
{
	char text[4] = "";
	struct stat status;
	int descriptor = open("/tmp/f", O_RDWR | O_CREAT, 0666);

	MOTE_CHECK_EQUAL(unlink("/tmp/f"), 0);
	CHECK_ERROR(access("/tmp/f", F_OK), ENOENT);
	MOTE_CHECK_EQUAL(pwrite(descriptor, "abc", 3, 0), 3);
	MOTE_CHECK_EQUAL(pread(descriptor, text, 3, 0), 3);
	MOTE_CHECK_EQUAL_STRING(text, "abc");
	MOTE_CHECK_EQUAL(fstat(descriptor, &status), 0);
	MOTE_CHECK_EQUAL(status.st_nlink, 0);
	MOTE_CHECK_EQUAL(close(descriptor), 0);
}

MOTE_TEST(file_renamed, "file: rename() replaces files and empty directories, and nothing else")
{
	make_file("/tmp/a", "a");
	make_file("/tmp/b", "b");
	MOTE_CHECK_EQUAL(rename("/tmp/a", "/tmp/b"), 0);
	MOTE_CHECK(holds("/tmp/b", "a"));
	CHECK_ERROR(rename("/tmp/a", "/tmp/b"), ENOENT);
	mkdir("/tmp/d", 0777);
	mkdir("/tmp/e", 0777);
	CHECK_ERROR(rename("/tmp/b", "/tmp/d"), EISDIR);
	CHECK_ERROR(rename("/tmp/d", "/tmp/b"), ENOTDIR);
	CHECK_ERROR(rename("/tmp/d", "/tmp/d/inner"), EINVAL);
	CHECK_ERROR(rename("/tmp/d/.", "/tmp/g"), EINVAL);
	MOTE_CHECK_EQUAL(rename("/tmp/b", "/tmp/e/b"), 0);
	CHECK_ERROR(rename("/tmp/d", "/tmp/e"), ENOTEMPTY);
	MOTE_CHECK_EQUAL(rename("/tmp/e", "/tmp/d"), 0);
	MOTE_CHECK(holds("/tmp/d/b", "a"));
	CHECK_ERROR(rmdir("/tmp/d"), ENOTEMPTY);
	CHECK_ERROR(unlink("/tmp/d"), EPERM);
	MOTE_CHECK_EQUAL(unlink("/tmp/d/b"), 0);
	MOTE_CHECK_EQUAL(rmdir("/tmp/d"), 0);
	CHECK_ERROR(rmdir("/"), EBUSY);
}

MOTE_TEST(file_linked, "file: hard and symbolic links lead to it")
{
	struct stat status;
	char target[10] = "";

	make_file("/tmp/f", "text");
	MOTE_CHECK_EQUAL(link("/tmp/f", "/tmp/hard"), 0);
	MOTE_CHECK_EQUAL(symlink("f", "/tmp/soft"), 0);
	MOTE_CHECK(holds("/tmp/hard", "text"));
	MOTE_CHECK(holds("/tmp/soft", "text"));
	MOTE_CHECK_EQUAL(stat("/tmp/soft", &status), 0);
	MOTE_CHECK_EQUAL(status.st_nlink, 2);
	MOTE_CHECK_EQUAL(lstat("/tmp/soft", &status), 0);
	MOTE_CHECK(S_ISLNK(status.st_mode));
	MOTE_CHECK_EQUAL(readlink("/tmp/soft", target, sizeof(target)), 1);
	MOTE_CHECK_EQUAL_STRING(target, "f");
	CHECK_ERROR(open("/tmp/soft", O_RDONLY | O_NOFOLLOW), ELOOP);
	CHECK_ERROR(readlink("/tmp/f", target, sizeof(target)), EINVAL);
	CHECK_ERROR(link("/tmp", "/tmp/hard2"), EPERM);
	MOTE_CHECK_EQUAL(symlink("loop", "/tmp/loop"), 0);
	CHECK_ERROR(open("/tmp/loop", O_RDONLY), ELOOP);
	unlink("/tmp/loop");
	unlink("/tmp/f");
	unlink("/tmp/hard");
	CHECK_ERROR(stat("/tmp/soft", &status), ENOENT);
	MOTE_CHECK_EQUAL(unlink("/tmp/soft"), 0);
}

MOTE_TEST(file_directory_of_work, "file: relative paths begin at the working directory")
{
	char path[PATH_MAX];

	MOTE_CHECK_EQUAL_STRING(getcwd(path, sizeof(path)), "/");
	MOTE_CHECK_EQUAL(mkdir("/tmp/d", 0777), 0);
	MOTE_CHECK_EQUAL(chdir("/tmp/d"), 0);
	MOTE_CHECK_EQUAL_STRING(getcwd(path, sizeof(path)), "/tmp/d");
	MOTE_CHECK(getcwd(path, 6) == NULL && errno == ERANGE);
	make_file("f", "here");
	MOTE_CHECK(holds("/tmp/d/f", "here"));
	MOTE_CHECK(holds("../d/./f", "here"));
	symlink("/tmp/d", "/tmp/link");
	MOTE_CHECK_EQUAL_STRING(realpath("../link/f", path), "/tmp/d/f");
	MOTE_CHECK(realpath("/tmp/nothing", path) == NULL && errno == ENOENT);
	CHECK_ERROR(chdir("f"), ENOTDIR);
	unlink("/tmp/link");
	unlink("f");
	MOTE_CHECK_EQUAL(rmdir("/tmp/d"), 0);
	MOTE_CHECK(getcwd(path, sizeof(path)) == NULL && errno == ENOENT);
	CHECK_ERROR(open("f", O_RDWR | O_CREAT, 0666), ENOENT);
	MOTE_CHECK_EQUAL(chdir("/"), 0);
}

MOTE_TEST(file_at, "file: the calls with a directory's descriptor begin there")
{
	int directory, descriptor, third;
	struct stat status;

	mkdir("/tmp/d", 0777);
	directory = open("/tmp/d", O_RDONLY | O_DIRECTORY);
	MOTE_REQUIRE(directory >= 0);
	descriptor = openat(directory, "f", O_RDWR | O_CREAT, 0666);
	MOTE_CHECK(descriptor >= 0);
	MOTE_CHECK_EQUAL(fstatat(directory, "f", &status, 0), 0);
	MOTE_CHECK_EQUAL(faccessat(directory, "f", R_OK | W_OK, 0), 0);
	MOTE_CHECK_EQUAL(symlinkat("f", directory, "l"), 0);
	MOTE_CHECK_EQUAL(linkat(directory, "f", directory, "g", 0), 0);
	MOTE_CHECK_EQUAL(mkdirat(directory, "inner", 0777), 0);
	MOTE_CHECK_EQUAL(unlinkat(directory, "inner", AT_REMOVEDIR), 0);
	MOTE_CHECK_EQUAL(unlinkat(directory, "l", 0), 0);
	MOTE_CHECK_EQUAL(unlinkat(directory, "g", 0), 0);
	CHECK_ERROR(openat(descriptor, "x", O_RDONLY), ENOTDIR);
	CHECK_ERROR(openat(900, "x", O_RDONLY), EBADF);
	CHECK_ERROR(unlinkat(directory, "f", 0x7000), EINVAL);
	third = openat(900, "/tmp/d/f", O_RDONLY);
	MOTE_CHECK(third >= 0);
	MOTE_CHECK_EQUAL(close(third), 0);
	MOTE_CHECK_EQUAL(fchdir(directory), 0);
	MOTE_CHECK_EQUAL(access("f", F_OK), 0);
	MOTE_CHECK_EQUAL(chdir("/"), 0);
	close(descriptor);
	close(directory);
	unlink("/tmp/d/f");
	MOTE_CHECK_EQUAL(rmdir("/tmp/d"), 0);
}

MOTE_TEST(file_modes, "file: modes are kept, and decide about writing alone")
{
	mode_t before = umask(0027);
	struct stat status;

	make_file("/tmp/f", "x");
	MOTE_CHECK_EQUAL(stat("/tmp/f", &status), 0);
	MOTE_CHECK_EQUAL(status.st_mode, S_IFREG | 0640);
	MOTE_CHECK_EQUAL(umask(before), 0027);
	MOTE_CHECK_EQUAL(chmod("/tmp/f", 0444), 0);
	CHECK_ERROR(open("/tmp/f", O_WRONLY), EACCES);
	CHECK_ERROR(truncate("/tmp/f", 0), EACCES);
	CHECK_ERROR(access("/tmp/f", W_OK), EACCES);
	CHECK_ERROR(access("/tmp/f", X_OK), EACCES);
	CHECK_ERROR(access("/tmp/f", 64), EINVAL);
	MOTE_CHECK_EQUAL(access("/tmp/f", R_OK), 0);
	MOTE_CHECK_EQUAL(unlink("/tmp/f"), 0);
}

MOTE_TEST(file_lengths, "file: truncate() cuts, and makes longer with zeros")
{
	char text[6] = "xxxxx";
	struct stat status;
	int descriptor;

	make_file("/tmp/f", "abcdef");
	MOTE_CHECK_EQUAL(truncate("/tmp/f", 2), 0);
	MOTE_CHECK_EQUAL(truncate("/tmp/f", 5), 0);
	descriptor = open("/tmp/f", O_RDWR);
	MOTE_CHECK_EQUAL(read(descriptor, text, sizeof(text)), 5);
	MOTE_CHECK(memcmp(text, "ab\0\0\0", 5) == 0);
	/* A hole takes no memory. */
	MOTE_CHECK_EQUAL(ftruncate(descriptor, 1L << 40), 0);
	MOTE_CHECK_EQUAL(fstat(descriptor, &status), 0);
	MOTE_CHECK_EQUAL(status.st_size, 1L << 40);
	MOTE_CHECK_EQUAL(status.st_blocks, 8);
	CHECK_ERROR(ftruncate(descriptor, -1), EINVAL);
	CHECK_ERROR(truncate("/tmp", 0), EISDIR);
	close(descriptor);
	descriptor = open("/tmp/f", O_RDONLY);
	CHECK_ERROR(ftruncate(descriptor, 0), EINVAL);
	close(descriptor);
	unlink("/tmp/f");
}

MOTE_TEST(file_times, "file: times are those of the last reading and writing, or what is set")
{
	struct timespec times[2] = {{.tv_sec = 5, .tv_nsec = 7}, {.tv_nsec = UTIME_OMIT}};
	struct utimbuf both = {100, 200};
	struct stat before, after;

	make_file("/tmp/f", "x");
	MOTE_CHECK_EQUAL(utime("/tmp/f", &both), 0);
	MOTE_CHECK_EQUAL(stat("/tmp/f", &before), 0);
	MOTE_CHECK_EQUAL(before.st_atime, 100);
	MOTE_CHECK_EQUAL(before.st_mtime, 200);
	MOTE_CHECK_EQUAL(utimensat(AT_FDCWD, "/tmp/f", times, 0), 0);
	MOTE_CHECK_EQUAL(stat("/tmp/f", &after), 0);
	MOTE_CHECK_EQUAL(after.st_atim.tv_nsec, 7);
	MOTE_CHECK_EQUAL(after.st_mtime, 200);
	MOTE_CHECK(holds("/tmp/f", "x"));
	MOTE_CHECK_EQUAL(stat("/tmp/f", &after), 0);
	MOTE_CHECK(after.st_atim.tv_sec != 5 || after.st_atim.tv_nsec != 7);
	MOTE_CHECK_EQUAL(after.st_mtime, 200);
	times[0].tv_nsec = 1000000000;
	CHECK_ERROR(utimensat(AT_FDCWD, "/tmp/f", times, 0), EINVAL);
	unlink("/tmp/f");
}

MOTE_TEST(file_statistics, "file: statvfs() says how much room there is")
{
	struct statvfs statistics;

	MOTE_CHECK_EQUAL(statvfs("/tmp", &statistics), 0);
	MOTE_CHECK_EQUAL(statistics.f_bsize, 4096);
	MOTE_CHECK(statistics.f_bfree > 0 && statistics.f_bfree < statistics.f_blocks);
	CHECK_ERROR(statvfs("/nothing", &statistics), ENOENT);
}
