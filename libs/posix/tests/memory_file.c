/* SPDX-License-Identifier: BSD-3-Clause */
/* mmap() of files. */
#include <errno.h>
#include <fcntl.h>
#include <mote/page.h>
#include <mote/test.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define PAGE 4096
#define BOTH (PROT_READ | PROT_WRITE)

/* A file of three pages of 'a', 'b' and 'c', without a name. */
static int make_file(int flags)
{
	static char text[PAGE];
	int descriptor = open("/tmp/f", O_RDWR | O_CREAT | O_TRUNC, 0666);

	for (int i = 0; i < 3; i++) {
		memset(text, 'a' + i, PAGE);
		if (write(descriptor, text, PAGE) != PAGE)
			return -1;
	}
	if (flags != O_RDWR) {
		close(descriptor);
		descriptor = open("/tmp/f", flags);
	}
	unlink("/tmp/f");
	return descriptor;
}

static char *map(int descriptor, size_t bytes, int flags, off_t offset)
{
	return mmap(NULL, bytes, BOTH, flags, descriptor, offset);
}

MOTE_TEST(map_shared, "mmap: a shared mapping is the file, for who reads and who maps it too")
{
	int descriptor = make_file(O_RDWR);
	char *memory = map(descriptor, 3 * PAGE, MAP_SHARED, 0);
	char *again = map(descriptor, PAGE, MAP_SHARED, 2 * PAGE);
	char text[3] = "";
	struct stat status;

	MOTE_REQUIRE(memory != MAP_FAILED && again != MAP_FAILED);
	MOTE_CHECK(memory[0] == 'a' && memory[PAGE] == 'b' && *again == 'c');
	memory[2 * PAGE] = 'x';
	MOTE_CHECK_EQUAL(*again, 'x');
	MOTE_CHECK_EQUAL(pread(descriptor, text, 2, 2 * PAGE), 2);
	MOTE_CHECK_EQUAL_STRING(text, "xc");
	MOTE_CHECK_EQUAL(pwrite(descriptor, "yz", 2, PAGE - 1), 2);
	MOTE_CHECK(memory[PAGE - 1] == 'y' && memory[PAGE] == 'z');
	/* Of two mappings of a page one stays. */
	MOTE_CHECK_EQUAL(munmap(again, PAGE), 0);
	MOTE_CHECK_EQUAL(memory[2 * PAGE], 'x');
	MOTE_CHECK_EQUAL(msync(memory, 3 * PAGE, MS_SYNC), 0);
	MOTE_CHECK_EQUAL(fstat(descriptor, &status), 0);
	MOTE_CHECK_EQUAL(status.st_blocks, 24);
	/* The mapping keeps the file. */
	MOTE_CHECK_EQUAL(close(descriptor), 0);
	MOTE_CHECK_EQUAL(memory[2 * PAGE], 'x');
	MOTE_CHECK_EQUAL(munmap(memory, PAGE), 0);
	MOTE_CHECK_EQUAL(memory[2 * PAGE], 'x');
	MOTE_CHECK_EQUAL(munmap(memory, 3 * PAGE), 0);
}

MOTE_TEST(map_shared_all_back, "mmap: of a file that was mapped all memory comes back")
{
	size_t free_before = 0;
	char *memory;
	int descriptor;

	/* What is made for the first time stays: the table of mappings, page tables. */
	for (int i = 0; i < 2; i++) {
		free_before = mote_page_statistics().free;
		descriptor = make_file(O_RDWR);
		memory = map(descriptor, 9 * PAGE, MAP_SHARED, 0);
		MOTE_REQUIRE(memory != MAP_FAILED);
		close(descriptor);
		MOTE_CHECK_EQUAL(munmap(memory + PAGE, PAGE), 0);
		MOTE_CHECK_EQUAL(munmap(memory, 9 * PAGE), 0);
	}
	MOTE_CHECK_EQUAL(mote_page_statistics().free, free_before);
}

MOTE_TEST(map_private, "mmap: a private mapping is a copy, with zeros behind the end")
{
	int descriptor = make_file(O_RDONLY);
	char *memory = map(descriptor, 3 * PAGE, MAP_PRIVATE, PAGE);
	char text[2] = "";

	MOTE_REQUIRE(memory != MAP_FAILED);
	MOTE_CHECK(memory[0] == 'b' && memory[PAGE] == 'c' && memory[2 * PAGE] == 0);
	memory[0] = 'x';
	MOTE_CHECK_EQUAL(pread(descriptor, text, 1, PAGE), 1);
	MOTE_CHECK_EQUAL_STRING(text, "b");
	MOTE_CHECK_EQUAL(munmap(memory, 3 * PAGE), 0);
	close(descriptor);
}

MOTE_TEST(map_longer, "mmap: what lies behind the end can be had when the file becomes longer")
{
	int descriptor = make_file(O_RDWR);
	char *memory = map(descriptor, 5 * PAGE, MAP_SHARED, 0);

	MOTE_REQUIRE(memory != MAP_FAILED);
	MOTE_CHECK_EQUAL(ftruncate(descriptor, 4 * PAGE + 1), 0);
	MOTE_CHECK(memory[3 * PAGE] == 0 && memory[5 * PAGE - 1] == 0);
	memory[4 * PAGE] = 'e';
	memory[4 * PAGE + 1] = 'f';
	MOTE_CHECK_EQUAL(ftruncate(descriptor, 5 * PAGE), 0);
	/* What was written behind the end is not the file's. */
	MOTE_CHECK(memory[4 * PAGE] == 'e' && memory[4 * PAGE + 1] == 0);
	MOTE_CHECK_EQUAL(ftruncate(descriptor, 10), 0);
	MOTE_CHECK(memory[9] == 'a' && memory[10] == 0);
	MOTE_CHECK_EQUAL(munmap(memory, 5 * PAGE), 0);
	close(descriptor);
}

MOTE_TEST(map_file_errors,
	  "mmap: a file must be open for what is asked, and be one that can be mapped")
{
	int descriptor = make_file(O_RDONLY);
	int null = open("/dev/null", O_RDWR);
	int ends[2];

	MOTE_CHECK(map(descriptor, PAGE, MAP_SHARED, 0) == MAP_FAILED && errno == EACCES);
	MOTE_CHECK(mmap(NULL, PAGE, PROT_READ, MAP_SHARED, null, 0) == MAP_FAILED &&
		   errno == ENODEV);
	close(descriptor);
	close(null);
	descriptor = make_file(O_WRONLY);
	MOTE_CHECK(mmap(NULL, PAGE, PROT_READ, MAP_PRIVATE, descriptor, 0) == MAP_FAILED &&
		   errno == EACCES);
	close(descriptor);
	MOTE_REQUIRE(pipe(ends) == 0);
	MOTE_CHECK(mmap(NULL, PAGE, PROT_READ, MAP_PRIVATE, ends[0], 0) == MAP_FAILED &&
		   errno == ENODEV);
	close(ends[0]);
	close(ends[1]);
	descriptor = make_file(O_RDWR);
	MOTE_CHECK(map(descriptor, PAGE, MAP_SHARED, INT64_MAX & ~0xfffL) == MAP_FAILED &&
		   errno == EOVERFLOW);
	MOTE_CHECK(map(descriptor, -(size_t)PAGE, MAP_SHARED, 0) == MAP_FAILED &&
		   (errno == EOVERFLOW || errno == ENOMEM));
	close(descriptor);
}
