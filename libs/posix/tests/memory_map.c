/* SPDX-License-Identifier: BSD-3-Clause */
/* mmap() of anonymous memory, and what belongs to it. */
#include <errno.h>
#include <mote/page.h>
#include <mote/test.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define PAGE 4096
#define BOTH (PROT_READ | PROT_WRITE)

static char *map(size_t bytes, int protection, int flags, char *address)
{
	return mmap(address, bytes, protection, MAP_PRIVATE | MAP_ANONYMOUS | flags, -1, 0);
}

static bool all_are(const char *memory, size_t bytes, char value)
{
	for (size_t i = 0; i < bytes; i++)
		if (memory[i] != value)
			return false;
	return true;
}

MOTE_TEST(map_anonymous, "mmap: anonymous memory is zero, and goes back when it is unmapped")
{
	size_t free_before;
	char *memory = map(1, BOTH, 0, NULL);

	/* The table of mappings has its room now. */
	MOTE_CHECK_EQUAL(munmap(memory, 1), 0);
	free_before = mote_page_statistics().free;
	memory = map(5 * PAGE + 1, BOTH, 0, NULL);
	MOTE_REQUIRE(memory != MAP_FAILED);
	MOTE_CHECK_EQUAL((uintptr_t)memory % PAGE, 0);
	MOTE_CHECK(all_are(memory, 6 * PAGE, 0));
	MOTE_CHECK_EQUAL(mote_page_statistics().free, free_before - 6);
	memset(memory, 1, 6 * PAGE);
	/* A part in the middle, then all, of which a part is gone already. */
	MOTE_CHECK_EQUAL(munmap(memory + 2 * PAGE, 2 * PAGE), 0);
	MOTE_CHECK_EQUAL(mote_page_statistics().free, free_before - 4);
	MOTE_CHECK(all_are(memory, 2 * PAGE, 1));
	MOTE_CHECK(all_are(memory + 4 * PAGE, 2 * PAGE, 1));
	MOTE_CHECK_EQUAL(munmap(memory, 6 * PAGE), 0);
	MOTE_CHECK_EQUAL(mote_page_statistics().free, free_before);
	MOTE_CHECK_EQUAL(munmap(memory, 6 * PAGE), 0);
}

MOTE_TEST(map_fixed, "mmap: MAP_FIXED begins anew where something is mapped, or nothing")
{
	char *memory = map(4 * PAGE, BOTH, 0, NULL);

	MOTE_REQUIRE(memory != MAP_FAILED);
	memset(memory, 1, 4 * PAGE);
	MOTE_CHECK(map(2 * PAGE, PROT_READ, MAP_FIXED, memory + PAGE) == memory + PAGE);
	MOTE_CHECK(all_are(memory, PAGE, 1));
	MOTE_CHECK(all_are(memory + PAGE, 2 * PAGE, 0));
	MOTE_CHECK(all_are(memory + 3 * PAGE, PAGE, 1));
	MOTE_CHECK_EQUAL(munmap(memory + 2 * PAGE, 2 * PAGE), 0);
	MOTE_CHECK(map(2 * PAGE, BOTH, MAP_FIXED, memory + 2 * PAGE) == memory + 2 * PAGE);
	MOTE_CHECK(all_are(memory + 2 * PAGE, 2 * PAGE, 0));
	MOTE_CHECK_EQUAL(munmap(memory, 4 * PAGE), 0);
	/* What is the heap's, or no memory at all. */
	MOTE_CHECK(map(PAGE, BOTH, MAP_FIXED, (char *)(1UL << 46)) == MAP_FAILED);
	MOTE_CHECK_EQUAL(errno, ENOMEM);
}

MOTE_TEST(map_errors, "mmap: what makes no sense is refused as POSIX names it")
{
	MOTE_CHECK(map(0, BOTH, 0, NULL) == MAP_FAILED && errno == EINVAL);
	MOTE_CHECK(map(PAGE, 64, 0, NULL) == MAP_FAILED && errno == EINVAL);
	MOTE_CHECK(map(PAGE, BOTH | PROT_EXEC, 0, NULL) == MAP_FAILED && errno == ENOTSUP);
	MOTE_CHECK(map(SIZE_MAX, BOTH, 0, NULL) == MAP_FAILED && errno == ENOMEM);
	MOTE_CHECK(map(1UL << 40, BOTH, 0, NULL) == MAP_FAILED && errno == ENOMEM);
	MOTE_CHECK(map(PAGE, BOTH, MAP_FIXED, (char *)1) == MAP_FAILED && errno == EINVAL);
	MOTE_CHECK(map(PAGE, BOTH, MAP_SHARED, NULL) == MAP_FAILED && errno == EINVAL);
	MOTE_CHECK(mmap(NULL, PAGE, BOTH, MAP_PRIVATE, 900, 0) == MAP_FAILED && errno == EBADF);
	MOTE_CHECK(mmap(NULL, PAGE, BOTH, MAP_PRIVATE, 0, 1) == MAP_FAILED && errno == EINVAL);
	MOTE_CHECK(munmap((void *)PAGE, 0) == -1 && errno == EINVAL);
	MOTE_CHECK(munmap((void *)1, PAGE) == -1 && errno == EINVAL);
	MOTE_CHECK(mprotect((void *)PAGE, PAGE, BOTH) == -1 && errno == ENOMEM);
	MOTE_CHECK(msync((void *)PAGE, PAGE, MS_SYNC) == -1 && errno == ENOMEM);
	MOTE_CHECK(msync((void *)PAGE, PAGE, MS_SYNC | MS_ASYNC) == -1 && errno == EINVAL);
	MOTE_CHECK_EQUAL(posix_madvise((void *)PAGE, PAGE, 99), EINVAL);
}

MOTE_TEST(map_exhausted, "mmap: when memory is short it fails, and all goes on")
{
	size_t bytes = 1UL << 20, count = 0;
	char *first = NULL, *memory;

	while ((memory = map(bytes, BOTH, 0, NULL)) != MAP_FAILED) {
		*(char **)memory = first;
		first = memory;
		count++;
	}
	MOTE_CHECK_EQUAL(errno, ENOMEM);
	MOTE_CHECK(count > 0);
	while (first) {
		memory = first;
		first = *(char **)first;
		MOTE_CHECK_EQUAL(munmap(memory, bytes), 0);
	}
}

MOTE_TEST(map_protected, "mmap: pages can be made read-only, and writable again")
{
	char *memory = map(3 * PAGE, PROT_NONE, 0, NULL);

	MOTE_REQUIRE(memory != MAP_FAILED);
	MOTE_CHECK_EQUAL(mprotect(memory + PAGE, PAGE, BOTH), 0);
	memory[PAGE] = 5;
	MOTE_CHECK_EQUAL(mprotect(memory + PAGE, PAGE, PROT_READ), 0);
	MOTE_CHECK_EQUAL(memory[PAGE], 5);
	MOTE_CHECK(mprotect(memory, 4 * PAGE, PROT_READ) == 0 || errno == ENOMEM);
	MOTE_CHECK(mprotect(memory, PAGE, BOTH | PROT_EXEC) == -1 && errno == ENOTSUP);
	MOTE_CHECK_EQUAL(munmap(memory, 3 * PAGE), 0);
}

MOTE_TEST(map_advice, "mmap: MADV_DONTNEED zeroes anonymous memory, posix_madvise() nothing")
{
	char *memory = map(2 * PAGE, BOTH, 0, NULL);

	MOTE_REQUIRE(memory != MAP_FAILED);
	memset(memory, 3, 2 * PAGE);
	MOTE_CHECK_EQUAL(posix_madvise(memory, 2 * PAGE, POSIX_MADV_DONTNEED), 0);
	MOTE_CHECK(all_are(memory, 2 * PAGE, 3));
	MOTE_CHECK_EQUAL(madvise(memory, PAGE, MADV_DONTNEED), 0);
	MOTE_CHECK(all_are(memory, PAGE, 0));
	MOTE_CHECK(all_are(memory + PAGE, PAGE, 3));
	munmap(memory, 2 * PAGE);
}

MOTE_TEST(map_locked, "mlock: succeeds for memory, and fails for what is none")
{
	char *memory = map(2 * PAGE, BOTH, 0, NULL);
	static char mine[10];
	char local;

	MOTE_CHECK_EQUAL(mlock(memory + 5, 10), 0);
	MOTE_CHECK(msync(memory, PAGE, MS_SYNC | MS_INVALIDATE) == -1 && errno == EBUSY);
	MOTE_CHECK_EQUAL(munlock(memory + 5, 10), 0);
	MOTE_CHECK_EQUAL(msync(memory, PAGE, MS_SYNC | MS_INVALIDATE), 0);
	MOTE_CHECK_EQUAL(mlock(mine, sizeof(mine)), 0);
	MOTE_CHECK_EQUAL(mlock(&local, 1), 0);
	MOTE_CHECK_EQUAL(munlock(mine, sizeof(mine)), 0);
	MOTE_CHECK(mlock((void *)(INT64_MAX & ~0xfffL), PAGE) == -1 && errno == ENOMEM);
	MOTE_CHECK(mlockall(0) == -1 && errno == EINVAL);
	MOTE_CHECK_EQUAL(mlockall(MCL_CURRENT | MCL_FUTURE), 0);
	MOTE_CHECK(msync(memory, PAGE, MS_INVALIDATE) == -1 && errno == EBUSY);
	MOTE_CHECK_EQUAL(munlockall(), 0);
	MOTE_CHECK_EQUAL(msync(memory, PAGE, MS_INVALIDATE), 0);
	munmap(memory, 2 * PAGE);
}
