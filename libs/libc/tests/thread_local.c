/* SPDX-License-Identifier: BSD-3-Clause */
/* What each thread has of its own in C: _Thread_local variables, errno, what functions remember. */
#include <errno.h>
#include <mote/heap.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "threads.h"

static _Thread_local int number = 7;
static _Thread_local struct {
	char text[20];
	_Alignas(64) long aligned;
} record = {.text = "initial", .aligned = -1};
static _Thread_local long zeros[100];

static bool is_initial(void)
{
	for (size_t i = 0; i < 100; i++)
		if (zeros[i])
			return false;
	return number == 7 && strcmp(record.text, "initial") == 0 && record.aligned == -1 &&
	       (uintptr_t)&record.aligned % 64 == 0;
}

static void *use_variables(void *argument)
{
	MOTE_CHECK(is_initial());
	for (int i = 0; i < 50; i++) {
		number += (int)(uintptr_t)argument;
		zeros[i] = number;
		record.text[0] = '0' + (uintptr_t)argument;
		mote_thread_yield();
		MOTE_CHECK_EQUAL(zeros[i], 7 + (i + 1) * (long)(uintptr_t)argument);
		MOTE_CHECK_EQUAL(record.text[0], '0' + (uintptr_t)argument);
	}
	return NULL;
}

MOTE_TEST(libc_thread_local, "libc: _Thread_local variables begin as they say, in every thread")
{
	MOTE_CHECK(is_initial());
	test_in_threads(use_variables);
	MOTE_CHECK(is_initial());
}

static void *use_errno(void *argument)
{
	errno = 100 + (int)(uintptr_t)argument;
	mote_thread_yield();
	MOTE_CHECK_EQUAL(errno, 100 + (uintptr_t)argument);
	return NULL;
}

MOTE_TEST(libc_errno, "libc: each thread has its errno")
{
	errno = ENOENT;
	test_in_threads(use_errno);
	MOTE_CHECK_EQUAL(errno, ENOENT);
}

static void *use_tokens(void *argument)
{
	char text[] = "one two three";

	(void)argument;
	MOTE_CHECK_EQUAL_STRING(strtok(text, " "), "one");
	mote_thread_yield();
	MOTE_CHECK_EQUAL_STRING(strtok(NULL, " "), "two");
	mote_thread_yield();
	MOTE_CHECK_EQUAL_STRING(strtok(NULL, " "), "three");
	MOTE_CHECK(!strtok(NULL, " "));
	return NULL;
}

MOTE_TEST(libc_remembered, "libc: what strtok() remembers is the thread's")
{
	test_in_threads(use_tokens);
}

static void *allocate_numbers(void *argument)
{
	char text[40];

	(void)argument;
	/* These keep big integers for the next time. */
	MOTE_CHECK(strtod("1.7976931348623157e308", NULL) > 1e308);
	MOTE_CHECK(strtod("123456789012345678901234567890e-20", NULL) > 1e9);
	MOTE_CHECK(asctime_r(&(struct tm){.tm_year = 70, .tm_mday = 1}, text));
	return NULL;
}

MOTE_TEST(libc_thread_end, "libc: what the library has allocated for a thread goes with it")
{
	size_t before;

	/* What is allocated once for all threads isn't counted. */
	test_in_threads(allocate_numbers);
	before = mote_heap_statistics().allocations;
	test_in_threads(allocate_numbers);
	MOTE_CHECK(mote_heap_statistics().allocations <= before);
}
