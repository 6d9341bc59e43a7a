/* SPDX-License-Identifier: BSD-3-Clause */
/* Shared memory objects. */
#include <fcntl.h>
#include <limits.h>
#include <sys/mman.h>
#include <sys/stat.h>

#include "ipc.h"

#define NAME "/memory"
#define PAGE 4096

MOTE_TEST(ipc_shm_shared, "shared memory: mapped twice, read and written, it is one memory")
{
	int first = shm_open(NAME, O_CREAT | O_EXCL | O_RDWR, 0640), second;
	char *one, *other, text[6] = "";
	struct stat status;

	MOTE_REQUIRE(first >= 0);
	MOTE_CHECK_EQUAL(fcntl(first, F_GETFD), FD_CLOEXEC);
	MOTE_CHECK_EQUAL(ftruncate(first, 2 * PAGE), 0);
	second = shm_open(NAME, O_RDONLY, 0);
	MOTE_REQUIRE(second >= 0);
	one = mmap(NULL, 2 * PAGE, PROT_READ | PROT_WRITE, MAP_SHARED, first, 0);
	other = mmap(NULL, 2 * PAGE, PROT_READ, MAP_SHARED, second, 0);
	MOTE_REQUIRE(one != MAP_FAILED && other != MAP_FAILED);
	MOTE_CHECK_EQUAL(one[0], 0);
	strcpy(one + PAGE - 2, "hello");
	MOTE_CHECK_EQUAL_STRING(other + PAGE - 2, "hello");
	MOTE_CHECK_EQUAL(pread(second, text, 5, PAGE - 2), 5);
	MOTE_CHECK_EQUAL_STRING(text, "hello");
	MOTE_CHECK_EQUAL(pwrite(first, "j", 1, PAGE - 2), 1);
	MOTE_CHECK_EQUAL_STRING(other + PAGE - 2, "jello");
	MOTE_CHECK_EQUAL(fstat(second, &status), 0);
	MOTE_CHECK_EQUAL(status.st_size, 2 * PAGE);
	MOTE_CHECK(S_ISREG(status.st_mode));
	/* Nothing is lost as long as it is mapped. */
	MOTE_CHECK_EQUAL(shm_unlink(NAME), 0);
	close(first);
	close(second);
	MOTE_CHECK_EQUAL_STRING(other + PAGE - 2, "jello");
	MOTE_CHECK_EQUAL(munmap(one, 2 * PAGE), 0);
	MOTE_CHECK_EQUAL(munmap(other, 2 * PAGE), 0);
}

MOTE_TEST(ipc_shm_names, "shared memory: names, and flags that want a new or an empty one")
{
	char name[NAME_MAX + 3];
	int object = shm_open(NAME, O_CREAT | O_RDWR, 0600), other;
	struct stat status;

	MOTE_REQUIRE(object >= 0);
	CHECK_FAILS(shm_open(NAME, O_CREAT | O_EXCL | O_RDWR, 0600), EEXIST);
	MOTE_CHECK_EQUAL(write(object, "content", 7), 7);
	other = shm_open(NAME, O_RDWR | O_TRUNC, 0);
	MOTE_CHECK(other >= 0);
	MOTE_CHECK_EQUAL(fstat(object, &status), 0);
	MOTE_CHECK_EQUAL(status.st_size, 0);
	close(other);
	MOTE_CHECK_EQUAL(shm_unlink(NAME), 0);
	CHECK_FAILS(shm_unlink(NAME), ENOENT);
	CHECK_FAILS(shm_open(NAME, O_RDWR, 0), ENOENT);
	/* A new one of the name is another. */
	MOTE_CHECK_EQUAL(pwrite(object, "old", 3, 0), 3);
	other = shm_open(NAME, O_CREAT | O_RDWR, 0600);
	MOTE_REQUIRE(other >= 0);
	MOTE_CHECK_EQUAL(fstat(other, &status), 0);
	MOTE_CHECK_EQUAL(status.st_size, 0);
	close(other);
	close(object);
	MOTE_CHECK_EQUAL(shm_unlink(NAME), 0);
	CHECK_FAILS(shm_open("", O_CREAT | O_RDWR, 0600), EINVAL);
	CHECK_FAILS(shm_open(NAME, O_CREAT | O_WRONLY, 0600), EINVAL);
	memset(name, 'm', sizeof(name) - 1);
	name[sizeof(name) - 1] = '\0';
	CHECK_FAILS(shm_open(name, O_CREAT | O_RDWR, 0600), ENAMETOOLONG);
}
