/* SPDX-License-Identifier: BSD-3-Clause */
/* Thread-local variables: each thread's own, with initial values, aligned. */
#include <mote/page.h>
#include <mote/string.h>

#include "threads.h"

static _Thread_local int number = 42;
static _Thread_local int zero;
static _Thread_local char text[30] = "thread-local";
static _Thread_local char aligned[40] __attribute__((aligned(64)));

/* The argument is how often: others run in between and do the same to theirs. */
static void *change(void *times)
{
	int count = (int)(uintptr_t)times;

	MOTE_CHECK_EQUAL(number, 42);
	MOTE_CHECK_EQUAL(zero, 0);
	MOTE_CHECK_EQUAL_STRING(text, "thread-local");
	MOTE_CHECK_EQUAL((uintptr_t)aligned % 64, 0);
	for (int i = 0; i < count; i++) {
		number++;
		zero--;
		aligned[i % sizeof(aligned)] = text[0];
		mote_thread_yield();
	}
	text[0] = 'T';
	MOTE_CHECK_EQUAL(number, 42 + count);
	MOTE_CHECK_EQUAL(zero, -count);
	return &number;
}

MOTE_TEST(thread_local_each, "thread-local: each thread has its own, with the initial values")
{
	struct mote_thread *threads[4];
	void *places[MOTE_ARRAY_SIZE(threads)] = {NULL};

	for (size_t i = 0; i < MOTE_ARRAY_SIZE(threads); i++)
		threads[i] =
			test_spawn("own", MOTE_PRIORITY_NORMAL, change, (void *)(10 * (i + 1)));
	for (size_t i = 0; i < MOTE_ARRAY_SIZE(threads); i++) {
		MOTE_REQUIRE(threads[i]);
		mote_thread_join(threads[i], &places[i]);
		MOTE_CHECK(places[i] != &number);
	}
	MOTE_CHECK_EQUAL(number, 42);
	MOTE_CHECK_EQUAL_STRING(text, "thread-local");
}

static void *own_place(void *argument)
{
	(void)argument;
	return &number;
}

MOTE_TEST(thread_local_stack,
	  "thread-local: they lie on the thread's stack, where a collector looks")
{
	struct mote_thread_view view;
	struct mote_thread *thread = test_spawn("place", TEST_LOW, own_place, NULL);
	void *place = NULL;

	MOTE_REQUIRE(thread);
	view = test_view(thread);
	mote_thread_join(thread, &place);
	MOTE_CHECK((uintptr_t)place > view.stack_begin && (uintptr_t)place < view.stack_end);
}

#define OWN_BYTES (2 * MOTE_PAGE_BYTES + 40)

static void *note_stack(void *begin)
{
	char here;

	MOTE_CHECK(&here > (char *)begin && &here < (char *)begin + OWN_BYTES);
	MOTE_CHECK_EQUAL(number, 42);
	memset(begin, 1, 16);
	return begin;
}

MOTE_TEST(thread_own_stack, "thread: it runs on its caller's memory, which is the caller's again")
{
	static char memory[OWN_BYTES + 1];
	struct mote_thread_attributes attributes = MOTE_THREAD_DEFAULTS;
	struct mote_thread *thread;

	attributes.stack = memory;
	attributes.stack_bytes = 100;
	MOTE_CHECK(mote_thread_create(&thread, &attributes, note_stack, memory) < 0);
	attributes.stack_bytes = OWN_BYTES;
	memory[OWN_BYTES] = 'x';
	for (int i = 0; i < 20; i++) {
		void *result = NULL;

		MOTE_REQUIRE(mote_thread_create(&thread, &attributes, note_stack, memory) == 0);
		mote_thread_join(thread, &result);
		MOTE_CHECK_EQUAL(result, memory);
		memset(memory, 0, OWN_BYTES);
	}
	MOTE_CHECK_EQUAL(memory[OWN_BYTES], 'x');
}
